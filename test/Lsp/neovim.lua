-- Headless Neovim on `nostall lsp`: opens a file, reads the diagnostics, applies the quick fix, sees the finding vanish.
--     nvim --headless -u NONE -c 'luafile neovim.lua', with NOSTALL and PROJECT in the environment
local function fail(message)
  io.stderr:write("neovim.lua: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function wait_for(what, holds)
  if not vim.wait(60000, holds, 20) then
    fail("waited in vain for " .. what .. "; diagnostics: " .. vim.inspect(vim.diagnostic.get(0)))
  end
end

local project = os.getenv("PROJECT")
vim.cmd("edit " .. project .. "/users.py")
local id = vim.lsp.start_client({
  name = "nostall",
  cmd = { os.getenv("NOSTALL"), "lsp" },
  root_dir = project,
})
if not id then fail("the server did not start") end
vim.lsp.buf_attach_client(0, id)

wait_for("a finding", function() return #vim.diagnostic.get(0) == 1 end)
local found = vim.diagnostic.get(0)[1]
if found.source ~= "nostall" or found.code ~= "unawaited-call" or found.lnum ~= 9 then
  fail("another finding: " .. vim.inspect(found))
end

vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
local parameters = vim.lsp.util.make_range_params()
parameters.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, found.lnum) }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", parameters, 60000)
local client = vim.lsp.get_client_by_id(id)
local applied = false
for _, action in ipairs(answers and answers[id] and answers[id].result or {}) do
  if action.isPreferred then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
    applied = true
  end
end
if not applied then fail("no quick fix: " .. vim.inspect(answers)) end

wait_for("the finding to vanish", function() return #vim.diagnostic.get(0) == 0 end)
local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
if line ~= "    await session.commit()" then fail("the line is now " .. line) end

vim.lsp.stop_client(id)
wait_for("the server's end", function() return client.is_stopped() end)
print("ok")
vim.cmd("qall!")
