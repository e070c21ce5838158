"""action.yml, run step by step as a runner of GitHub would: expressions filled in, each shell step by bash with the
runner's own flags and files. Actions that it uses are recorded and not run."""

import json
import re
import tempfile
import unittest
from dataclasses import dataclass, field
from pathlib import Path

import npm_package
import scratch
import yaml
from Report import validate
from scratch import BLOCKING, CLEAN, SILENCED, SOURCE, Repository

ACTION = SOURCE / "action.yml"
PAGE = SOURCE / "docs" / "ci" / "github.md"


@dataclass
class Run:
    log: str = ""
    failed: int = 0  # the exit code of the step that failed
    outputs: dict = field(default_factory=dict)
    used: list = field(default_factory=list)  # (action, its inputs)

    def annotations(self):
        """(command, file, line) of each workflow command."""
        found = re.findall(r"^::(\w+) file=([^,]*),line=(\d+)", self.log, re.MULTILINE)
        return [(command, file, int(line)) for command, file, line in found]

    def uploaded(self):
        """The report given to code scanning."""
        ((action, inputs),) = self.used
        assert action.startswith("github/codeql-action/upload-sarif@"), action
        return json.loads(Path(inputs["sarif_file"]).read_text(encoding="utf-8"))

    def alerts(self):
        """(file, line) of each result in it."""
        (run,) = self.uploaded()["runs"]
        places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
        return [(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places]


class Expressions:
    """The part of GitHub's expressions that the action uses."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.steps = {}

    def value(self, operand):
        if match := re.fullmatch(r"'(.*)'", operand):
            return match[1]
        if match := re.fullmatch(r"inputs\.([\w-]+)", operand):
            return self.inputs[match[1]]
        if match := re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", operand):
            return self.steps[match[1]].get(match[2], "")
        raise ValueError(f"unknown operand {operand}")

    def holds(self, condition):
        def comparison(text):
            left, operator, right = text.split()
            return (self.value(left) == self.value(right)) == {"==": True, "!=": False}[operator]

        return all(comparison(part.strip()) for part in condition.strip("${ }").split("&&"))

    def filled(self, text):
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: self.value(match[1]), text)


def run_action(repository, **given):
    """Inputs are given with `_` for `-`."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    inputs = {name: described.get("default", "") for name, described in action["inputs"].items()}
    given = {name.replace("_", "-"): value for name, value in given.items()}
    assert given.keys() <= inputs.keys(), given
    expressions = Expressions(inputs | given)
    temporary = repository.path.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    run = Run()
    for step in action["runs"]["steps"]:
        if not expressions.holds(step.get("if", "'' == ''")):
            continue
        if "uses" in step:
            run.used.append((step["uses"], {name: expressions.filled(text) for name, text in step["with"].items()}))
            continue
        assert step["shell"] == "bash", step
        script, output = temporary / "script.sh", temporary / "output"
        script.write_text(expressions.filled(step["run"]), encoding="utf-8")
        output.write_text("", encoding="utf-8")
        done = repository.run(
            "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script),
            cwd=repository.path / expressions.filled(step.get("working-directory", ".")),
            GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(repository.path), GITHUB_OUTPUT=str(output),
            RUNNER_TEMP=str(temporary),
            **{name: expressions.filled(text) for name, text in step.get("env", {}).items()},
        )
        run.log += done.stdout + done.stderr
        lines = output.read_text(encoding="utf-8").splitlines()
        expressions.steps[step.get("id")] = dict(line.split("=", 1) for line in lines)
        if done.returncode != 0:
            run.failed = done.returncode
            break
    run.outputs = {name: expressions.filled(each["value"]) for name, each in action["outputs"].items()}
    return run


class Steps(unittest.TestCase):
    def test_a_finding_is_an_annotation_and_an_alert(self):
        run = run_action(Repository(self, {"app/main.py": BLOCKING}))
        self.assertEqual(run.annotations(), [("error", "app/main.py", 4)])
        self.assertEqual(run.alerts(), [("app/main.py", 4)])
        self.assertEqual(run.outputs["exit-code"], "1")
        self.assertEqual(run.failed, 1)

    def test_nothing_found_is_uploaded_too_so_that_alerts_are_closed(self):
        run = run_action(Repository(self, {"app/main.py": CLEAN}))
        self.assertEqual((run.annotations(), run.alerts(), run.failed), ([], [], 0))
        self.assertEqual(run.outputs["exit-code"], "0")

    def test_what_a_comment_silences_is_no_alert(self):
        run = run_action(Repository(self, {"app/main.py": SILENCED}))
        self.assertEqual((run.annotations(), run.alerts(), run.failed), ([], [], 0))

    def test_without_code_scanning(self):
        run = run_action(Repository(self, {"app/main.py": BLOCKING}), upload_sarif="false")
        self.assertEqual(run.used, [])
        self.assertEqual(run.failed, 1)
        self.assertTrue(Path(run.outputs["sarif-file"]).exists())

    def test_arguments_are_handed_on(self):
        run = run_action(Repository(self, {"app/main.py": BLOCKING}), arguments="--fail-on\nnever\n")
        self.assertEqual(run.annotations(), [("error", "app/main.py", 4)])
        self.assertEqual(run.failed, 0)

    def test_paths_may_have_blanks(self):
        repository = Repository(self, {"my app/a.py": BLOCKING, "b/b.py": BLOCKING, "c/c.py": BLOCKING})
        run = run_action(repository, paths="my app\nb\n")
        self.assertEqual(run.annotations(), [("error", "b/b.py", 4), ("error", "my app/a.py", 4)])

    def test_places_are_from_the_root_wherever_it_runs(self):
        run = run_action(Repository(self, {"services/app/main.py": BLOCKING}), working_directory="services")
        self.assertEqual(run.annotations(), [("error", "services/app/main.py", 4)])
        self.assertEqual(run.alerts(), [("services/app/main.py", 4)])

    def test_two_runs_in_a_job_have_a_report_each(self):
        repository = Repository(self, {"a/a.py": BLOCKING, "b/b.py": CLEAN})
        first, second = run_action(repository, paths="a"), run_action(repository, paths="b")
        self.assertEqual((first.alerts(), second.alerts()), ([("a/a.py", 4)], []))

    def test_a_usage_error_fails_and_uploads_nothing(self):
        run = run_action(Repository(self, {"app/main.py": BLOCKING}), arguments="--nonsense")
        self.assertEqual((run.failed, run.used, run.outputs["sarif-file"]), (2, [], ""))

    def test_a_runner_without_nostall_is_no_clean_run(self):
        run = run_action(Repository(self, {"app/main.py": CLEAN}), nostall="nostall-is-not-here")
        self.assertNotEqual(run.failed, 0)
        self.assertEqual(run.used, [])
        self.assertIn("::error title=nostall::`nostall-is-not-here` is not on this runner", run.log)

    def test_inputs_are_not_run(self):
        repository = Repository(self, {"app/main.py": CLEAN})
        run_action(repository, paths="$(touch injected)\n`touch injected`", arguments='"; touch injected; "')
        self.assertFalse((repository.path / "injected").exists())


def schema_errors(text, kind="Action"):
    with tempfile.TemporaryDirectory() as folder:
        npm_package.unpacked("@action-validator/core@0.6.0", folder)
        script = f"""
            import {{readFileSync}} from 'fs';
            import {{createRequire}} from 'module';
            const validator = createRequire(import.meta.url)('@action-validator/core');
            console.log(JSON.stringify(validator.validate{kind}(readFileSync(0, 'utf8')).errors));
        """
        return json.loads(npm_package.node(script, folder, input=text, check=True).stdout)


class Schema(unittest.TestCase):
    def test_the_action_is_one(self):
        self.assertEqual(schema_errors(ACTION.read_text(encoding="utf-8")), [])

    def test_the_workflow_of_the_page_is_one(self):
        page = PAGE.read_text(encoding="utf-8")
        (workflow,) = re.findall(r"^```yaml\n(name: .*?)^```", page, re.MULTILINE | re.DOTALL)
        self.assertEqual(schema_errors(workflow, "Workflow"), [])
        self.assertNotEqual(schema_errors(workflow.replace("runs-on:", "runs:"), "Workflow"), [])

    def test_the_schema_is_not_content_with_anything(self):
        self.assertNotEqual(schema_errors(ACTION.read_text(encoding="utf-8").replace("shell:", "shall:")), [])

    def test_the_upload_is_sarif(self):
        run = run_action(Repository(self, {"app/main.py": BLOCKING, "app/other.py": SILENCED}))
        self.assertEqual(validate.problems(validate.sarif_schema(), run.uploaded()), [])


if __name__ == "__main__":
    scratch.main()
