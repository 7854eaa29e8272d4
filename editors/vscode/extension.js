"use strict";

// Starts `targetlint lsp` and hands every YAML document to it. All the rest is the server's.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SETTINGS = [".targetlint.yaml", "targetlint.yaml", "pyproject.toml"];

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("targetlint");
  const options = {
    documentSelector: [
      { scheme: "file", language: "yaml" },
      { scheme: "untitled", language: "yaml" },
    ],
    initializationOptions: {
      lang: settings.get("language"),
      ruleUrl: settings.get("ruleUrl"),
    },
    synchronize: {
      fileEvents: SETTINGS.map((name) => vscode.workspace.createFileSystemWatcher(`**/${name}`)),
    },
  };
  const server = { command: settings.get("command"), args: ["lsp", "--stdio"] };
  client = new LanguageClient("targetlint", "targetlint", server, options);
  await client.start();
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.stop();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("targetlint.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
