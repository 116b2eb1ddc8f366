// Runs before anything is drawn, so that a chosen theme does not flash up late.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset['theme'] = chosen;
