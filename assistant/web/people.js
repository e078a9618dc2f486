// Who is signed in, and the way out; what only curators may do is not offered to readers.
(async () => {
  const reply = await fetch('me', { cache: 'no-store' });
  const { name, role, leaves } = reply.ok ? await reply.json() : {};
  if (!name) return;
  document.documentElement.dataset.role = role;
  const until = setInterval(() => {
    const tools = document.querySelector('.tools');
    if (!tools) return;
    clearInterval(until);
    const told = leaves ? `Sign out ${name}` : name;
    const button = window.briefingsParts.made('button', { type: 'button', id: 'leave', disabled: !leaves }, told);
    button.addEventListener('click', async () => {
      await fetch('logout', { method: 'POST', redirect: 'manual' });
      location.assign('login');
    });
    tools.append(button);
  }, 100);
})();
