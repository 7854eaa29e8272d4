-- A findings database. Every row belongs to a run by way of its file.

CREATE TABLE runs (
  id INTEGER PRIMARY KEY, date TEXT NOT NULL, version TEXT NOT NULL, rules_hash TEXT NOT NULL,
  lang TEXT NOT NULL, files INTEGER, forms INTEGER, errors INTEGER, warnings INTEGER,
  infos INTEGER, passed INTEGER, unreadable INTEGER
);
CREATE TABLE rules (
  run INTEGER NOT NULL REFERENCES runs, rule TEXT NOT NULL, name TEXT NOT NULL,
  severity TEXT NOT NULL, family TEXT NOT NULL, summary TEXT NOT NULL, PRIMARY KEY (run, rule)
) WITHOUT ROWID;
CREATE TABLE files (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, path TEXT NOT NULL,
  passed INTEGER NOT NULL
);
CREATE TABLE forms (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, form INTEGER NOT NULL,
  project TEXT, department TEXT, applicant TEXT, year TEXT, template TEXT, detected_by TEXT
);
CREATE TABLE indicators (
  id INTEGER PRIMARY KEY, form INTEGER NOT NULL REFERENCES forms, pointer TEXT, kind TEXT,
  measurable TEXT, category TEXT, data TEXT NOT NULL
);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, form INTEGER REFERENCES forms,
  rule TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL, outcome TEXT NOT NULL,
  pointer TEXT NOT NULL, level1 TEXT, level2 TEXT, level3 TEXT, line INTEGER, "column" INTEGER,
  end_line INTEGER, end_column INTEGER, place TEXT, message TEXT NOT NULL, advice TEXT NOT NULL,
  found TEXT, expected TEXT, source TEXT, waived_by TEXT, waived_reason TEXT, waived_who TEXT,
  waived_until TEXT, fingerprint TEXT NOT NULL
);
CREATE TABLE outcomes (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, form INTEGER REFERENCES forms,
  rule TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE unreadable (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files, path TEXT NOT NULL,
  message TEXT NOT NULL, line INTEGER, "column" INTEGER
);
CREATE INDEX files_by_run ON files (run);
CREATE INDEX forms_by_file ON forms (file);
CREATE INDEX indicators_by_form ON indicators (form);
CREATE INDEX findings_by_file ON findings (file);
CREATE INDEX findings_by_rule ON findings (rule);
CREATE INDEX outcomes_by_file ON outcomes (file);

-- Everything found, with its run and its form.
CREATE VIEW all_findings AS
SELECT files.run, runs.date, files.path, forms.form, forms.project, forms.department,
  forms.applicant, forms.year, forms.template, findings.rule, findings.name, findings.severity,
  findings.outcome, findings.pointer, findings.level1, findings.level2, findings.level3,
  coalesce(findings.place, findings.line || ':' || findings."column") AS place, findings.message,
  findings.advice, findings.found, findings.expected, findings.source,
  findings.waived_by IS NOT NULL AS waived, findings.waived_reason, findings.fingerprint
FROM findings JOIN files ON files.id = findings.file JOIN runs ON runs.id = files.run
LEFT JOIN forms ON forms.id = findings.form;

-- The working list: the last run, without what is waived.
CREATE VIEW latest AS
SELECT * FROM all_findings WHERE NOT waived AND run = (SELECT max(id) FROM runs);

-- How often each rule was broken, run by run.
CREATE VIEW by_rule AS
SELECT run, date, rule, name, severity, count(*) AS findings, count(DISTINCT path) AS files
FROM all_findings WHERE NOT waived GROUP BY run, rule, severity ORDER BY run, findings DESC;

-- Each form of each run, with what was found in it and how many of its targets can be measured.
CREATE VIEW by_form AS
SELECT files.run, files.path, forms.form, forms.project, forms.department, forms.applicant,
  forms.year, forms.template,
  (SELECT count(*) FROM findings f WHERE f.form = forms.id AND f.waived_by IS NULL
    AND f.severity = 'error') AS errors,
  (SELECT count(*) FROM findings f WHERE f.form = forms.id AND f.waived_by IS NULL
    AND f.severity = 'warning') AS warnings,
  (SELECT count(*) FROM findings f WHERE f.form = forms.id AND f.waived_by IS NULL
    AND f.severity = 'info') AS infos,
  (SELECT count(*) FROM indicators i WHERE i.form = forms.id) AS indicators,
  (SELECT count(*) FROM indicators i WHERE i.form = forms.id AND i.measurable = 'yes')
    AS measurable
FROM forms JOIN files ON files.id = forms.file;

-- Departments of each run.
CREATE VIEW by_department AS
SELECT run, coalesce(nullif(department, ''), applicant) AS department, count(*) AS forms,
  sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos,
  sum(indicators) AS indicators, sum(measurable) AS measurable,
  round(100.0 * sum(measurable) / nullif(sum(indicators), 0), 1) AS measurable_percent
FROM by_form GROUP BY 1, 2 ORDER BY run, errors DESC;

-- The share of measurable targets by template and year.
CREATE VIEW measurable_share AS
SELECT run, template, year, count(*) AS forms, sum(indicators) AS indicators,
  sum(measurable) AS measurable,
  round(100.0 * sum(measurable) / nullif(sum(indicators), 0), 1) AS measurable_percent
FROM by_form GROUP BY run, template, year;

-- What the last run has that the one before had not (new), and the other way round (gone).
CREATE VIEW changes AS
WITH pair (this, last) AS (
  SELECT max(id), (SELECT max(id) FROM runs WHERE id < (SELECT max(id) FROM runs)) FROM runs
)
SELECT 'new' AS change, path, form, rule, severity, place, message, fingerprint
FROM all_findings a, pair WHERE a.run = pair.this AND NOT a.waived AND NOT EXISTS (
  SELECT 1 FROM all_findings b WHERE b.run = pair.last AND NOT b.waived AND b.path = a.path
    AND b.form IS a.form AND b.fingerprint = a.fingerprint)
UNION ALL
SELECT 'gone', path, form, rule, severity, place, message, fingerprint
FROM all_findings a, pair WHERE a.run = pair.last AND NOT a.waived AND NOT EXISTS (
  SELECT 1 FROM all_findings b WHERE b.run = pair.this AND NOT b.waived AND b.path = a.path
    AND b.form IS a.form AND b.fingerprint = a.fingerprint);
