"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself when a commit is made."""

import re
import unittest

import scratch
from scratch import BLOCKING, CLEAN, COROUTINE, SOURCE, Repository

MANIFEST = SOURCE / ".pre-commit-hooks.yaml"


class Hooks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """The hooks come from a repository of their own, as for users, which pre-commit clones once."""
        cls.hooks = Repository(cls, {MANIFEST.name: MANIFEST.read_text(encoding="utf-8")})
        cls.revision = cls.hooks.git("rev-parse", "HEAD").stdout.strip()

    def project(self, hook, files):
        """A repository whose commits are checked by the hook."""
        config = f"repos:\n  - repo: {self.hooks.path}\n    rev: {self.revision}\n    hooks:\n      - id: {hook}\n"
        project = Repository(self, {**files, ".pre-commit-config.yaml": config})
        self.run_precommit(project, "install")
        return project

    def run_precommit(self, project, *arguments):
        done = project.run("pre-commit", *arguments, **self.kept())
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def kept(self):
        return {"PRE_COMMIT_HOME": str(self.hooks.home / "pre-commit")}

    def commits(self, project):
        """Tries to commit what is staged: (whether it went through, what was printed)."""
        done = project.git("commit", "--message", "change", check=False, **self.kept())
        return done.returncode == 0, done.stdout + done.stderr

    def test_the_manifest_is_one(self):
        self.run_precommit(self.hooks, "validate-manifest", str(MANIFEST))

    def test_a_staged_finding_stops_the_commit(self):
        project = self.project("nostall", {"app/main.py": CLEAN})
        project.write({"app/main.py": BLOCKING})
        project.git("add", "app/main.py")
        went, log = self.commits(project)
        self.assertFalse(went)
        self.assertIn("app/main.py:4:10: error: ", log)

    def test_what_is_not_staged_does_not(self):
        project = self.project("nostall", {"app/main.py": CLEAN})
        project.write({"app/main.py": CLEAN + "\n# more\n"})
        project.git("add", "app/main.py")
        project.write({"app/main.py": BLOCKING})
        went, log = self.commits(project)
        self.assertTrue(went, log)
        self.assertIn("Passed", log)

    def test_a_finding_in_the_file_that_calls_the_changed_one_does(self):
        caller = "from app import work\n\nasync def handle():\n    work.work()\n"
        project = self.project("nostall", {"app/main.py": caller, "app/work.py": "def work():\n    pass\n"})
        project.write({"app/work.py": "import time\n\ndef work():\n    time.sleep(1)\n"})
        project.git("add", "app/work.py")
        went, log = self.commits(project)
        self.assertFalse(went)
        self.assertIn("app/main.py:4:10: error: ", log)

    def test_other_files_are_not_its_business(self):
        project = self.project("nostall", {"app/main.py": BLOCKING} | {"README.md": "text\n"})
        project.write({"README.md": "other text\n"})
        project.git("add", "README.md")
        went, log = self.commits(project)
        self.assertTrue(went, log)
        self.assertIn("Skipped", log)

    def test_the_hook_that_needs_no_repository(self):
        page = (SOURCE / "docs" / "ci" / "pre-commit.md").read_text(encoding="utf-8")
        (local,) = re.findall(r"^```yaml\n(repos:\n  - repo: local\n.*?)^```", page, re.MULTILINE | re.DOTALL)
        project = Repository(self, {"app/main.py": BLOCKING, ".pre-commit-config.yaml": local})
        done = project.run("pre-commit", "run", "--all-files", **self.kept())
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("app/main.py:4:10: error: ", done.stdout)

    def test_each_language_has_a_hook(self):
        files = {"app/main.py": CLEAN, "src/a.cpp": "int main() {}\n"}
        changed = {"app/main.py": BLOCKING, "src/a.cpp": COROUTINE}
        for hook, found in {"nostall-cpp": "src/a.cpp:6:21", "nostall-python": "app/main.py:4:10"}.items():
            with self.subTest(hook):
                project = self.project(hook, files)
                project.database("src/a.cpp")
                project.write(changed)
                project.git("add", "app", "src")
                went, log = self.commits(project)
                self.assertFalse(went)
                self.assertIn(f"{found}: error: ", log)
                self.assertEqual(log.count(": error: "), 1, log)


if __name__ == "__main__":
    scratch.main()
