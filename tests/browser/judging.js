// What axe does not look at. Every function gives lines that say what is wrong.
const judging = (() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const name = (one) => `<${one.localName} class="${one.className.baseVal ?? one.className}"> ${(one.textContent || one.name || '').trim().slice(0, 30)}`;
  const heard = (one) => one && (getComputedStyle(one).clipPath === 'inset(50%)' || heard(one.parentElement));
  const seen = (one) => one.checkVisibility() && !heard(one);
  const running = (one) => one.localName === 'a' && getComputedStyle(one).display === 'inline';
  const box = (one) => (/radio|checkbox/.test(one.type) ? one.closest('label') ?? one : one).getBoundingClientRect();

  const sideways = () => {
    const by = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (by <= 0) return [];
    const widest = all('body *').filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1);
    return [`scrolls sideways by ${by} px: ${widest.filter(seen).slice(-2).map(name).join(' | ')}`];
  };

  const cut = () => all('main *')
    .filter((one) => seen(one) && one.textContent.trim() && !one.closest('svg') && !one.matches('textarea, input, select, option'))
    .filter((one) => !/visible/.test(getComputedStyle(one).overflowX) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
    .map((one) => `words are cut off in ${name(one)}`);

  const groups = () => all('input[type=radio]')
    .filter((one) => one.closest('fieldset')?.firstElementChild?.localName !== 'legend')
    .map((one) => `a radio button without fieldset and legend: ${one.name}`);

  const targets = () => all(CONTROLS)
    .filter((one) => seen(one) && !running(one) && (box(one).width < 43.9 || box(one).height < 43.9))
    .map((one) => `a target of ${Math.round(box(one).width)} x ${Math.round(box(one).height)} px: ${name(one)}`);

  const order = () => {
    const first = all(CONTROLS).find((one) => one.checkVisibility());
    const exit = document.querySelector('.leave');
    return [
      ...all('[tabindex]').filter((one) => one.tabIndex > 0).map((one) => `the order of the page is changed: ${name(one)}`),
      ...(exit && first !== exit ? [`before the exit comes ${name(first)}`] : []),
    ];
  };

  const moving = () => [
    ...document.getAnimations().map((one) => `moves: ${name(one.effect.target)}`),
    ...all('html, body *').filter((one) => {
      const style = getComputedStyle(one);
      return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior !== 'auto';
    }).map((one) => `could move: ${name(one)}`).slice(0, 3),
  ];

  // Focus that follows a key: the caller has pressed one.
  const focus = () => {
    const found = [];
    const exit = document.querySelector('.leave');
    for (const one of all(CONTROLS).filter((one) => one.checkVisibility() && !one.disabled)) {
      one.focus();
      if (document.activeElement !== one) continue;
      const style = getComputedStyle(one);
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) found.push(`focus cannot be seen on ${name(one)}`);
      const here = box(one), there = exit?.getBoundingClientRect();
      const behind = exit && one !== exit && here.left < there.right && here.right > there.left && here.top < there.bottom && here.bottom > there.top;
      if (behind && !one.matches('.skip-link')) found.push(`focus lies behind the exit on ${name(one)}`);
      if (here.bottom < 0 || here.top > innerHeight) found.push(`focus is out of sight on ${name(one)}`);
    }
    return found;
  };

  // WCAG 1.4.12, in the way of a reader's own style sheet.
  const spaced = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets.push(sheet);
    const found = [...sideways(), ...cut()].map((line) => `with more space in the text: ${line}`);
    document.adoptedStyleSheets.pop();
    return found;
  };

  const everything = () => [...sideways(), ...cut(), ...groups(), ...targets(), ...order()];
  return { everything, focus, moving, spaced };
})();
