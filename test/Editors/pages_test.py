"""What the pages of docs/editors say to write into an editor's configuration, in that editor without a screen: a file
is opened, and its finding appears with its path and its quick fix."""

import json
import re
import shutil
import unittest

import scratch
from scratch import SOURCE, Repository

CALLER = "from app import work\n\nasync def handle():\n    work.work()\n"
WORK = "import time\n\ndef work():\n    time.sleep(1)\n"
FOUND = "4 blocking-wait"


def blocks(page, language):
    """The code of that language on a page."""
    text = (SOURCE / "docs" / "editors" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


class Page(unittest.TestCase):
    def repository(self, configuration, steps):
        files = {"app/main.py": CALLER, "app/work.py": WORK}
        repository = Repository(self, files)
        for name, text in (("configuration", configuration), ("steps", steps)):
            (repository.home / name).write_text(text, encoding="utf-8")
        return repository

    def needs(self, program):
        if not shutil.which(program):
            self.skipTest(f"no {program}")

    def show(self, done):
        return done.stdout + done.stderr


NEOVIM_STEPS = """
local function finding() return vim.diagnostic.get(0)[1] end
vim.cmd("edit app/main.py")
vim.wait(30000, finding, 20)
print(finding().lnum + 1 .. " " .. finding().code)
vim.cmd(tostring(finding().lnum + 1))
vim.cmd("NostallPath")
for _, step in ipairs(vim.fn.getqflist()) do
  print("step " .. vim.fn.fnamemodify(vim.fn.bufname(step.bufnr), ":t") .. ":" .. step.lnum)
end
vim.cmd("qall!")
"""


class Neovim(Page):
    def test_the_page(self):
        self.needs("nvim")
        newest, any_version, path = blocks("neovim.md", "lua")
        self.assertIn("vim.lsp.enable", newest)
        repository = self.repository(any_version + path, "filetype on\nlua <<END\n" + NEOVIM_STEPS + "END\n")
        home = repository.home
        (home / "init.lua").write_text((home / "configuration").read_text(encoding="utf-8"), encoding="utf-8")
        shown = self.show(repository.run("nvim", "--headless", "-u", str(home / "init.lua"), "-S", str(home / "steps")))
        self.assertIn(FOUND, shown)
        self.assertEqual(re.findall(r"step (\S+)", shown), ["main.py:3", "main.py:4", "work.py:4"], shown)


EMACS_WAIT = """
(defun until (holds)
  (let ((tries 300))
    (while (and (> tries 0) (not (funcall holds)))
      (accept-process-output nil 0.1)
      (setq tries (1- tries)))
    (funcall holds)))
"""

EGLOT_STEPS = EMACS_WAIT + """
(setq eglot-sync-connect 30)
(find-file "app/main.py")
(call-interactively 'eglot)
(until (lambda () (flymake-start) (flymake-diagnostics)))
(dolist (found (flymake-diagnostics))
  (goto-char (flymake-diagnostic-beg found))
  (message "%d %s" (line-number-at-pos) (flymake-diagnostic-text found)))
(message "fixes: %S"
         (mapcar (lambda (action) (plist-get action :kind)) (eglot-code-actions (point) (1+ (point)) nil nil)))
"""

LSP_STEPS = EMACS_WAIT + """
(setq lsp-auto-guess-root t lsp-enable-snippet nil lsp-restart 'ignore lsp-diagnostics-provider :none)
(find-file "app/main.py")
(lsp)
(until (lambda () (> (hash-table-count (lsp-diagnostics)) 0)))
(maphash (lambda (file all)
           (dolist (found all)
             (message "%d %s" (1+ (lsp-get (lsp-get (lsp-get found :range) :start) :line)) (lsp-get found :code))))
         (lsp-diagnostics))
"""


class Emacs(Page):
    def run_page(self, library, configuration, steps):
        self.needs("emacs")
        repository = self.repository(configuration, steps)
        find = ["emacs", "--batch", "--funcall", "package-initialize"]
        known = repository.run(*find, "--eval", f"(kill-emacs (if (locate-library \"{library}\") 0 1))")
        if known.returncode != 0:
            self.skipTest(f"no {library}")
        home = repository.home
        return self.show(repository.run(*find, "-l", str(home / "configuration"), "-l", str(home / "steps")))

    def test_eglot(self):
        shown = self.run_page("eglot", blocks("emacs.md", "elisp")[0], EGLOT_STEPS)
        self.assertIn("4 nostall [blocking-wait]", shown)
        self.assertIn('"quickfix"', shown)

    def test_lsp_mode(self):
        self.assertIn(FOUND, self.run_page("lsp-mode", blocks("emacs.md", "elisp")[1], LSP_STEPS))


class Task(unittest.TestCase):
    def test_the_expression_of_vs_codes_task(self):
        (task,) = [block for block in blocks("vscode.md", "json") if "problemMatcher" in block]
        expression = json.loads(task)["tasks"][0]["problemMatcher"]["pattern"]["regexp"]
        lines = (SOURCE / "test" / "golden" / "report.concise.txt").read_text(encoding="utf-8").splitlines()
        found = [re.match(expression, line) for line in lines]
        self.assertTrue(found and all(found), lines)
        self.assertEqual(found[0].groups()[:4], ("src/server.cpp", "5", "11", "error"))


if __name__ == "__main__":
    scratch.main()
