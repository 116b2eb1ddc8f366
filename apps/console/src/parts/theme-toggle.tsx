import { useState } from 'react';

const order = ['system', 'light', 'dark'] as const;
type Theme = (typeof order)[number];

/** Light, dark, or as the system has it; this browser remembers. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(() => {
    const chosen = document.documentElement.dataset['theme'];
    return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
  });
  const choose = (next: Theme): void => {
    if (next === 'system') {
      delete document.documentElement.dataset['theme'];
      localStorage.removeItem('theme');
    } else {
      document.documentElement.dataset['theme'] = next;
      localStorage.setItem('theme', next);
    }
    setTheme(next);
  };
  return (
    <button
      type="button"
      className="quiet"
      onClick={() => choose(order[(order.indexOf(theme) + 1) % order.length] ?? 'system')}
    >
      Theme: {theme}
    </button>
  );
}
