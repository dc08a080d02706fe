-- Drives Neovim's own client through what an editor does all day. Ends Neovim with 0 where all of it came out right.
local function finish(ok, message)
  if message then io.stderr:write(message .. '\n') end
  vim.cmd(ok and 'qall!' or 'cquit! 1')
end

local function wait(what, condition)
  if not vim.wait(15000, condition, 20) then error('waited in vain for ' .. what) end
end

local function line_of(text)
  for n, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local from = line:find(text, 1, true)
    if from then return n, from - 1, line end
  end
  error('no line has ' .. text)
end

local function replace(before, after)
  local n, from = line_of(before)
  vim.api.nvim_buf_set_text(0, n - 1, from, n - 1, from + #before, { after })
end

local function go(text, into)
  local n, from = line_of(text)
  vim.api.nvim_win_set_cursor(0, { n, from + (into or 0) })
end

local function ask(method, extra)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), extra or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  for _, answer in pairs(answers or {}) do
    if answer.error then error(method .. ': ' .. answer.error.message) end
    return answer.result
  end
  error(method .. ' was not answered')
end

local function run()
  wait('the client', function() return #vim.lsp.buf_get_clients(0) > 0 and next(vim.lsp.buf_get_clients(0)) ~= nil end)
  local original = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  assert(#vim.diagnostic.get(0) == 0)

  -- diagnostics of text that is not saved, and the change that mends it
  replace('证照上传时间 未发生', '证照上船时间 未发生')
  wait('a diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
  local wrong = vim.diagnostic.get(0)[1]
  assert(wrong.message:find('证照上船时间', 1, true), wrong.message)
  assert(wrong.end_col - wrong.col == #'证照上船时间', 'columns are bytes in Neovim')
  go('证照上船时间', 3)
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  local actions = ask('textDocument/codeAction', params)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  wait('the diagnostic to go', function() return #vim.diagnostic.get(0) == 0 end)
  assert(vim.deep_equal(vim.api.nvim_buf_get_lines(0, 0, -1, false), original), 'the fix restores the file')

  -- hover, completion, definition
  go('证照上传时间', 3)
  assert(ask('textDocument/hover').contents.value:find('lic_upload_time', 1, true))
  local found = ask('textDocument/definition')
  local place = vim.tbl_islist(found) and found[1] or found
  local target = vim.fn.readfile(vim.uri_to_fname(place.uri))[place.range.start.line + 1]
  assert(target:find('证照上传时间 lic_upload_time', 1, true), target)
  go('结果类型 = 证照', #'结果类型 = ')
  local items = ask('textDocument/completion').items
  assert(items[1].label == '证照', items[1].label)

  -- formatting
  replace('  适用 结果类型 = 证照', '      适用   结果类型=证照')
  if vim.lsp.buf.format then vim.lsp.buf.format({ async = false }) else vim.lsp.buf.formatting_sync(nil, 10000) end
  assert(vim.deep_equal(vim.api.nvim_buf_get_lines(0, 0, -1, false), original), 'formatting restores the file')

  -- renaming, in every file of the rule set
  vim.cmd('silent edit ' .. vim.fn.fnameescape(vim.fn.expand('%:h') .. '/01-规则集.zs'))
  wait('the client in the other file', function() return next(vim.lsp.buf_get_clients(0)) ~= nil end)
  go('异常 < 红牌', 3)
  local edit = ask('textDocument/rename', { newName = '异样' })
  vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  assert(line_of('预警 < 异样 < 红牌'))
  vim.cmd('silent wall')
  local out = vim.fn.system({ 'zs', 'check', vim.fn.expand('%:p:h') })
  assert(vim.v.shell_error == 0, out)

  -- lenses
  local lenses = ask('textDocument/codeLens')
  assert(type(lenses) == 'table')
end

vim.schedule(function()
  local ok, message = xpcall(run, debug.traceback)
  finish(ok, not ok and message or nil)
end)
