"""The verbs of the command."""

# Each verb is one module, imported only when it is called.
VERBS: dict[str, str] = {
    "baseline": "targetlint.cli.baseline:baseline",
    "cache": "targetlint.cli.cache:cache",
    "check": "targetlint.cli.check:check",
    "compare": "targetlint.cli.compare:compare",
    "completion": "targetlint.cli.completion:completion",
    "config": "targetlint.cli.config:config",
    "convert": "targetlint.cli.convert:convert",
    "explain": "targetlint.cli.explain:explain",
    "init": "targetlint.cli.init:init",
    "lsp": "targetlint.cli.lsp:lsp",
    "review": "targetlint.cli.review:review",
    "rules": "targetlint.cli.rules:rules",
    "schema": "targetlint.cli.schema:schema",
    "stats": "targetlint.cli.stats:stats",
    "target": "targetlint.cli.target:target",
    "test": "targetlint.cli.test:test",
}
