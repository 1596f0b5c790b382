// A pack's page looks again by itself until the pack is ready.
(() => {
  const wait = 1500;
  const look = async () => {
    const old = document.getElementById('pack');
    if (!old || old.dataset.running !== 'yes') {
      return;
    }
    try {
      const response = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const now = page.getElementById('pack');
      if (response.ok && now) {
        if (now.dataset.running !== 'yes') {
          location.reload();
          return;
        }
        if (old.textContent !== now.textContent) {
          old.replaceWith(now);
        }
      }
    } catch {
      // No connection: the next look asks again.
    }
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
})();
