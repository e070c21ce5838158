"""The GitLab template: its script run by a shell, and the whole of it by gitlab-ci-local, which reads a project's
.gitlab-ci.yml with GitLab's own schema and runs its jobs."""

import json
import tempfile
import unittest

import npm_package
import scratch
import yaml
from Report import validate
from scratch import BLOCKING, CLEAN, SILENCED, SOURCE, Repository

TEMPLATE = SOURCE / "docs" / "ci" / "nostall.gitlab-ci.yml"
REPORT = "gl-code-quality-report.json"
SCHEMA = validate.schema_named(SOURCE / "test" / "Report" / "gitlab.schema.json")


def job():
    return yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["nostall"]


def run_script(repository, **variables):
    """The job's script as a runner gives it to the shell of the image, with the variables of the job."""
    variables = {"CI_PROJECT_DIR": str(repository.path), **job()["variables"], **variables}
    return repository.run("sh", "-e", "-c", "\n".join(job()["script"]), **variables)


def entries(repository):
    """The report, which has to be what GitLab takes."""
    report = json.loads((repository.path / REPORT).read_text(encoding="utf-8"))
    problems = validate.problems(SCHEMA, report)
    assert not problems, problems
    assert len({entry["fingerprint"] for entry in report}) == len(report), report
    return report


def places(repository):
    return [(entry["location"]["path"], entry["location"]["lines"]["begin"]) for entry in entries(repository)]


class Script(unittest.TestCase):
    def test_a_finding_fails_the_job_and_is_in_its_report(self):
        repository = Repository(self, {"app/main.py": BLOCKING})
        self.assertEqual(run_script(repository).returncode, 1)
        self.assertEqual(places(repository), [("app/main.py", 4)])

    def test_the_report_of_a_failed_job_is_uploaded(self):
        artifacts = job()["artifacts"]
        self.assertEqual((artifacts["when"], artifacts["reports"]), ("always", {"codequality": REPORT}))

    def test_nothing_found(self):
        repository = Repository(self, {"app/main.py": CLEAN, "app/other.py": SILENCED})
        self.assertEqual(run_script(repository).returncode, 0)
        self.assertEqual(entries(repository), [])

    def test_the_log_has_the_findings_too(self):
        self.assertIn("app/main.py:4:10: error: ", run_script(Repository(self, {"app/main.py": BLOCKING})).stdout)

    def test_variables_hand_arguments_on(self):
        repository = Repository(self, {"app/main.py": BLOCKING, "b/b.py": BLOCKING})
        self.assertEqual(run_script(repository, NOSTALL_ARGUMENTS="--fail-on never b").returncode, 0)
        self.assertEqual(places(repository), [("b/b.py", 4)])

    def test_facts_are_kept_where_the_cache_is(self):
        repository = Repository(self, {"app/main.py": CLEAN})
        run_script(repository)
        (kept,) = job()["cache"]["paths"]
        self.assertTrue((repository.path / kept).is_dir())
        self.assertIn("(1 from cache)", run_script(repository).stderr)

    def test_fingerprints_survive_a_change_above(self):
        repository = Repository(self, {"app/main.py": BLOCKING})
        run_script(repository)
        before = entries(repository)
        repository.write({"app/main.py": "import os\n" + BLOCKING})
        run_script(repository)
        (old,), (new,) = before, entries(repository)
        self.assertEqual(old["fingerprint"], new["fingerprint"])
        self.assertNotEqual(old["location"], new["location"])


# Set operations that gitlab-ci-local takes from newer versions of node.
UNION = "Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };"


def run_pipeline(repository):
    """The jobs that GitLab would run for a push to the default branch."""
    with tempfile.TemporaryDirectory() as folder:
        package = npm_package.unpacked("gitlab-ci-local@4.75.1", folder)
        script = f"{UNION} process.argv.splice(1, 1, 'gitlab-ci-local'); await import('{package}/dist/index.js');"
        return npm_package.node(
            script, folder, ["--force-shell-executor"], cwd=repository.path, env=repository.environment()
        )


class Pipeline(unittest.TestCase):
    def repository(self, files):
        including = {".gitlab-ci.yml": "include:\n  - local: nostall.gitlab-ci.yml\n"}
        template = {TEMPLATE.name: TEMPLATE.read_text(encoding="utf-8")}
        repository = Repository(self, {**files, **including, **template})
        repository.git("remote", "add", "origin", "git@example.org:group/project.git")
        return repository

    def test_a_finding_fails_the_pipeline_and_is_in_its_report(self):
        repository = self.repository({"app/main.py": BLOCKING})
        run = run_pipeline(repository)
        self.assertIn("json schema validated", run.stdout + run.stderr)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertEqual(places(repository), [("app/main.py", 4)])

    def test_a_clean_project_passes(self):
        run = run_pipeline(self.repository({"app/main.py": CLEAN}))
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


if __name__ == "__main__":
    scratch.main()
