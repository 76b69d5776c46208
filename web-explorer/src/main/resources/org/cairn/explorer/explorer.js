/* What pages gain where scripts run: theme and time switches, copying, keys. Everything works without. */
(() => {
  'use strict';
  const root = document.documentElement;
  const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private mode */ } };

  /* Before the body is drawn, so that nothing flashes. */
  const theme = remembered('cairn.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const button = (label, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', () => press(made));
    return made;
  };

  const isDark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;

  const addThemeSwitch = (tools) => {
    const label = () => isDark() ? 'Light colours' : 'Dark colours';
    tools.append(button(label(), (made) => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember('cairn.theme', root.dataset.theme);
      made.textContent = label();
    }));
  };

  const addTimeSwitch = (tools) => {
    const times = [...document.querySelectorAll('time[title]')];
    if (times.length === 0) return;
    let absolute = false;
    const swap = () => {
      absolute = !absolute;
      for (const time of times) [time.title, time.textContent] = [time.textContent, time.title];
    };
    const label = () => absolute ? 'Times as ages' : 'Times in UTC';
    if (remembered('cairn.times') === 'absolute') swap();
    tools.append(button(label(), (made) => {
      swap();
      remember('cairn.times', absolute ? 'absolute' : 'relative');
      made.textContent = label();
    }));
  };

  const addCopying = () => {
    for (const hex of document.querySelectorAll('main .hex[title]:not(.sentence *)')) {
      const copy = button('', async (made) => {
        try {
          await navigator.clipboard.writeText(hex.title);
          made.dataset.done = 'copied';
        } catch {
          made.dataset.done = 'not allowed here';
        }
        setTimeout(() => delete made.dataset.done, 1200);
      });
      copy.className = 'copy';
      copy.title = 'Copy';
      copy.setAttribute('aria-label', `Copy ${hex.title}`);
      if (hex.classList.contains('whole')) {
        hex.after(copy);
      } else {
        const pair = document.createElement('span');
        pair.className = 'pair';
        hex.replaceWith(pair);
        pair.append(hex, copy);
      }
    }
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest('input, textarea, select');
    if (event.key === 'Escape' && field) { field.blur(); return; }
    if (field) return;
    if (event.key === '/') {
      event.preventDefault();
      const search = document.getElementById('q');
      search.focus();
      search.select();
      return;
    }
    if (/^[a-z]$/.test(event.key)) document.querySelector(`a[data-key="${event.key}"]`)?.click();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const tools = document.getElementById('tools');
    addTimeSwitch(tools);
    addThemeSwitch(tools);
    addCopying();
    document.addEventListener('keydown', onKey);
  });
})();
