import { describe, expect, it } from 'vitest';
import { disarmQuickActions, rearmQuickActions } from './quick-actions.ts';

describe('a line that would command GitLab', () => {
  it.each([
    ['/close', '\\/close'],
    ['Text\n/assign @root\n\n/label ~bug', 'Text\n\\/assign @root\n\n\\/label ~bug'],
    ['/CLOSE\r\n/reopen', '\\/CLOSE\r\n\\/reopen'],
    ['a /close', 'a /close'],
    [' /close', ' /close'],
    ['//close', '//close'],
    ['/', '/'],
    ['and/or\n/ or', 'and/or\n/ or'],
    ['```\n/usr/bin\n```\n/close', '```\n/usr/bin\n```\n\\/close'],
    ['~~~~ sh\n/a\n~~~\n/b\n~~~~~\n/c', '~~~~ sh\n/a\n~~~\n/b\n~~~~~\n\\/c'],
    ['``` not `code`\n/close', '``` not `code`\n\\/close'],
  ])('%j goes out as %j, and comes back as it was', (text, sent) => {
    expect(disarmQuickActions(text)).toBe(sent);
    expect(rearmQuickActions(sent)).toBe(text);
  });
});
