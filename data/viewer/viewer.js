'use strict';
/* The reading page. All it shows is in the element "data"; it asks the network for nothing. */
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const words = data.words;
  const tables = data.tables;
  const number = {};
  tables.forEach((table, i) => { number[table.name] = i; });
  const actors = tables[number.actor];
  const svgNamespace = 'http://www.w3.org/2000/svg';
  const pageOf = { directory: 'directory', map: 'map', graph: 'graph', stories: 'stories', more: 'more', about: 'about' };

  /* ---- small things */

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const name in attributes) {
      if (name === 'on')
        for (const event in attributes.on)
          element.addEventListener(event, attributes.on[event]);
      else if (attributes[name] !== null && attributes[name] !== undefined && attributes[name] !== false)
        element.setAttribute(name, attributes[name] === true ? '' : attributes[name]);
    }
    element.append(...children.flat(9).filter((child) => child !== null && child !== undefined));
    return element;
  }

  function draw(tag, attributes, ...children) {
    const element = document.createElementNS(svgNamespace, tag);
    for (const name in attributes)
      element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  }

  /* As the program folds: neither case nor accents, œ as oe, apostrophes and hyphens as spaces. */
  function fold(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
      .replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/[’'\-·.]+/g, ' ').replace(/\s+/g, ' ').trim();
  }

  const collator = new Intl.Collator(words.language, { sensitivity: 'base', numeric: true });
  const isLinks = (value) => Array.isArray(value) && typeof value[0] === 'number';
  const field = (table, name) => table.fields.findIndex((one) => one.name === name);

  function get(row, index) {
    for (let i = 1; i < row.length; i += 2)
      if (row[i] === index)
        return row[i + 1];
    return null;
  }

  const value = (table, row, name) => get(row, field(table, name));

  function plainText(content) {
    if (content === null)
      return '';
    if (isLinks(content)) {
      const names = [];
      for (let i = 0; i < content.length; i += 2)
        names.push(tables[content[i]].rows[content[i + 1]][0]);
      return names.join(', ');
    }
    return Array.isArray(content) ? content.join(', ') : content;
  }

  const address = (table, row) => `#${tables[table].name}/${row}`;
  const link = (table, row) => make('a', { href: address(table, row) }, tables[table].rows[row][0]);

  /* Who names whom: "table/row" → [[table, row, field]]. */
  const naming = new Map();
  tables.forEach((table, t) => table.rows.forEach((row, r) => {
    for (let i = 1; i < row.length; i += 2) {
      if (!isLinks(row[i + 1]))
        continue;
      for (let k = 0; k < row[i + 1].length; k += 2) {
        const key = `${row[i + 1][k]}/${row[i + 1][k + 1]}`;
        if (!naming.has(key))
          naming.set(key, []);
        naming.get(key).push([t, r, row[i]]);
      }
    }
  }));
  const namedBy = (table, row) => naming.get(`${table}/${row}`) || [];

  /* ---- marks: colour and shape */

  const shapes = ['M7 0A7 7 0 1 1-7 0A7 7 0 1 1 7 0z', 'M-6.2-6.2h12.4v12.4h-12.4z', 'M-7 0L-3.5-6.1h7L7 0 3.5 6.1h-7z',
    'M0-8L8 0 0 8-8 0z', 'M0-8L7.4 5.6h-14.8z', 'M5.5 0A5.5 5.5 0 1 1-5.5 0A5.5 5.5 0 1 1 5.5 0z'];

  const shape = (category) => draw('path', { d: shapes[category], class: 'shape' });

  function mark(category) {
    return draw('svg', { class: `mark c${category}`, viewBox: '-10 -10 20 20', 'aria-hidden': 'true', focusable: 'false' }, shape(category));
  }

  const categoryField = field(actors, 'category');
  const categoryNames = ['', '', '', '', '', words.outside];
  actors.rows.forEach((row, i) => {
    if (data.categories[i] < 5)
      categoryNames[data.categories[i]] = get(row, categoryField) || '';
  });

  function legend() {
    const present = [...new Set(data.categories)].sort();
    return make('ul', { class: 'legend', 'aria-label': words.categories },
      present.map((category) => make('li', {}, mark(category), make('span', {}, categoryNames[category]))));
  }

  /* ---- what is looked for, shared by directory, map and graph */

  const facetNames = ['category', 'family', 'themes', 'territories', 'kind', 'legal_form', 'state'];
  const facets = facetNames.map((name) => field(actors, name)).filter((index) => index >= 0 && actors.fields[index].facet);
  const wanted = { text: '', chosen: new Map() };
  let factsOnly = false;

  const search = actors.rows.map((row) => {
    const text = [row[0]];
    for (let i = 1; i < row.length; i += 2)
      text.push(plainText(row[i + 1]));
    const folded = fold(text.join(' '));
    return `${folded} ${fold(row[0]).replace(/ /g, '')}`;
  });
  const facetValues = facets.map((index) => actors.rows.map((row) => {
    const content = get(row, index);
    if (content === null)
      return [];
    if (isLinks(content))
      return content.filter((_, i) => i % 2 === 1).map((record, i) => tables[content[2 * i]].rows[record][0]);
    return Array.isArray(content) ? content : [content];
  }));
  const order = actors.rows.map((_, i) => i).sort((a, b) => collator.compare(actors.rows[a][0], actors.rows[b][0]));

  function passes(actor, except) {
    for (const [facet, chosen] of wanted.chosen)
      if (facet !== except && chosen.size > 0 && !facetValues[facet][actor].some((one) => chosen.has(one)))
        return false;
    return true;
  }

  function matching() {
    const terms = fold(wanted.text).split(' ').filter((term) => term !== '');
    return order.filter((actor) => terms.every((term) => search[actor].includes(term)));
  }

  const shown = () => matching().filter((actor) => passes(actor, -1));

  /* ---- text written in the file: Markdown, as nodes and never as HTML */

  function inline(text) {
    const nodes = [];
    const pattern = /!\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\(([^)]*)\)|\*\*(.+?)\*\*|\*(.+?)\*|_(.+?)_/gs;
    let last = 0;
    for (const found of text.matchAll(pattern)) {
      nodes.push(text.slice(last, found.index));
      last = found.index + found[0].length;
      if (found[1] !== undefined)
        nodes.push(make('em', {}, found[1] ? `${words.figure}${words.colon}${found[1]}` : words.figure));
      else if (found[2] !== undefined) {
        const target = found[3];
        const safe = /^(https?:\/\/|mailto:|#[a-z_]+\/\d+$)/.test(target);
        nodes.push(safe ? make('a', { href: target, rel: 'noopener noreferrer' }, ...inline(found[2])) : found[2]);
      } else if (found[4] !== undefined)
        nodes.push(make('strong', {}, ...inline(found[4])));
      else
        nodes.push(make('em', {}, ...inline(found[5] !== undefined ? found[5] : found[6])));
    }
    nodes.push(text.slice(last).replace(/\\([\\`*_{}[\]()#+\-.!])/g, '$1'));
    return nodes.filter((node) => node !== '');
  }

  function markdown(text, level) {
    const nodes = [];
    for (const block of text.split(/\n\s*\n/)) {
      const lines = block.split('\n').filter((line) => line.trim() !== '');
      if (lines.length === 0)
        continue;
      const heading = /^(#{1,6})\s+(.*)$/.exec(lines[0]);
      if (heading) {
        nodes.push(make(`h${Math.min(level + heading[1].length - 1, 6)}`, {}, ...inline(heading[2])));
        lines.shift();
      }
      if (lines.length === 0)
        continue;
      if (lines.every((line) => /^\s*>/.test(line)))
        nodes.push(make('blockquote', {}, ...markdown(lines.map((line) => line.replace(/^\s*>\s?/, '')).join('\n'), level)));
      else if (lines.every((line) => /^\s*([-*+]|\d+[.)])\s/.test(line)))
        nodes.push(make(/^\s*\d/.test(lines[0]) ? 'ol' : 'ul', {},
          lines.map((line) => make('li', {}, ...inline(line.replace(/^\s*([-*+]|\d+[.)])\s+/, ''))))));
      else
        nodes.push(make('p', {}, ...inline(lines.join('\n'))));
    }
    return nodes;
  }

  /* ---- sheets */

  function showValue(one, content) {
    if (isLinks(content)) {
      const items = [];
      for (let i = 0; i < content.length; i += 2)
        items.push(link(content[i], content[i + 1]));
      return items.length === 1 ? items[0] : make('ul', {}, items.map((item) => make('li', {}, item)));
    }
    if (Array.isArray(content))
      return content.length === 1 ? content[0] : make('ul', {}, content.map((item) => make('li', {}, item)));
    if (one.markdown)
      return make('div', { class: 'text' }, ...markdown(content, 3));
    if (one.url && /^https?:\/\//.test(content))
      return make('a', { href: content, rel: 'noopener noreferrer' }, content);
    return content.includes('\n') ? make('div', {}, content.split('\n').filter((line) => line !== '').map((line) => make('p', {}, line))) : content;
  }

  function fieldList(table, row, left) {
    const list = make('dl', {});
    for (let i = 1; i < row.length; i += 2) {
      const one = table.fields[row[i]];
      if (left.includes(row[i]) || (Array.isArray(row[i + 1]) && row[i + 1].length === 0) || (one.title && row[i + 1] === row[0]))
        continue;
      list.append(make('dt', {}, one.label), make('dd', {}, showValue(one, row[i + 1])));
    }
    return list.childElementCount > 0 ? list : null;
  }

  function axesOf(partnership) {
    return namedBy(number.partnership, partnership).filter(([t]) => t === number.partnership_axis).map(([t, r]) => {
      const row = tables[t].rows[r];
      const economy = value(tables[t], row, 'economy');
      const label = value(tables[t], row, 'label') || value(tables[t], row, 'kind') || row[0];
      return economy ? `${plainText(label)} (${economy})` : plainText(label);
    });
  }

  function partnersOf(actor) {
    const table = tables[number.partnership];
    const partners = [];
    for (const [t, r] of namedBy(number.actor, actor)) {
      if (t !== number.partnership)
        continue;
      const ends = [value(table, table.rows[r], 'a'), value(table, table.rows[r], 'b')];
      if (!ends[0] || !ends[1] || ends[0].length < 2 || ends[1].length < 2)
        continue;
      const other = ends[0][1] === actor ? ends[1] : ends[0];
      if (!partners.some((one) => one.partnership === r))
        partners.push({ partnership: r, actor: other[1], state: value(table, table.rows[r], 'state') });
    }
    return partners;
  }

  function partnerSection(actor) {
    const partners = partnersOf(actor);
    if (partners.length === 0)
      return null;
    return [make('h2', {}, words.partners), make('ul', { class: 'inside' }, partners.map((one) => {
      const axes = axesOf(one.partnership);
      return make('li', {}, link(number.actor, one.actor), ' ',
        one.state ? make('span', { class: 'state' }, one.state) : null,
        axes.length > 0 ? make('ul', { class: 'plain' }, axes.map((axis) => make('li', {}, axis))) : null);
    }))];
  }

  function sourceSection(sources) {
    const table = tables[number.source_link];
    return [make('h2', {}, words.sources), make('ul', { class: 'inside' }, sources.map(([, r]) => {
      const row = table.rows[r];
      const quote = value(table, row, 'quote');
      const document = value(table, row, 'document');
      return make('li', {}, quote ? make('blockquote', {}, make('p', {}, quote)) : null,
        document && document.length ? link(document[0], document[1]) : null,
        value(table, row, 'page') ? `, p. ${value(table, row, 'page')}` : null);
    }))];
  }

  function sections(t, r) {
    const groups = new Map();
    const nodes = [];
    let sources = [];
    for (const name of namedBy(t, r)) {
      if (name[0] === number.source_link)
        sources.push(name);
      else if (t === number.actor && name[0] === number.partnership || name[0] === number.partnership_axis && t === number.actor)
        continue;
      else if (!groups.has(name[0]))
        groups.set(name[0], [name]);
      else if (!groups.get(name[0]).some((one) => one[1] === name[1]))
        groups.get(name[0]).push(name);
    }
    if (t === number.actor)
      nodes.push(...(partnerSection(r) || []));
    for (const [other, names] of groups) {
      const table = tables[other];
      nodes.push(make('h2', {}, table.plural));
      nodes.push(make('ul', { class: 'inside' }, names.map(([, row, index]) => make('li', {}, link(other, row),
        table.inside ? fieldList(table, table.rows[row], [index]) : null))));
    }
    if (sources.length > 0)
      nodes.push(...sourceSection(sources));
    return nodes;
  }

  function sheet(t, r) {
    const table = tables[t];
    const row = table.rows[r];
    const category = t === number.actor ? data.categories[r] : -1;
    return [make('p', { class: 'trace' }, make('a', { href: t === number.actor ? '#directory' : '#more' }, words.back)),
      make('article', {}, heading(row[0]),
        make('p', { class: 'said' }, category >= 0 ? mark(category) : null, category >= 0 ? ' ' : null,
          category >= 0 ? categoryNames[category] : table.label),
        fieldList(table, row, category >= 0 ? [categoryField] : []), ...sections(t, r))];
  }

  const heading = (text) => make('h1', { tabindex: '-1' }, text);

  /* ---- directory */

  const pageSize = 60;

  function card(actor) {
    const row = actors.rows[actor];
    const says = ['family', 'territories', 'themes'].map((name) => plainText(value(actors, row, name))).filter((text) => text !== '');
    return make('li', {}, mark(data.categories[actor]), link(number.actor, actor),
      says.length > 0 ? make('p', {}, says.join(' · ')) : null);
  }

  function directory() {
    const list = make('ul', { class: 'cards' });
    const count = make('p', { class: 'count', role: 'status' });
    const more = make('button', { type: 'button', class: 'noprint' }, words.showMore);
    const clear = make('button', { type: 'button', class: 'noprint' }, words.clear);
    const boxes = [];
    let found = [];
    let drawn = 0;

    function addPage(size) {
      list.append(...found.slice(drawn, drawn + size).map(card));
      drawn = Math.min(drawn + size, found.length);
      more.hidden = drawn >= found.length;
    }

    function refresh() {
      const matches = matching();
      found = matches.filter((actor) => passes(actor, -1));
      list.replaceChildren();
      drawn = 0;
      addPage(pageSize);
      count.textContent = found.length === 0 ? words.none
        : `${found.length} ${found.length > 1 ? words.many : words.one}${found.length < actors.rows.length ? ` ${words.of} ${actors.rows.length}` : ''}`;
      clear.hidden = wanted.text === '' && ![...wanted.chosen.values()].some((chosen) => chosen.size > 0);
      for (const box of boxes)
        box.count(matches);
    }

    function facetBox(index, facet) {
      const every = new Map();
      facetValues[facet].forEach((values) => values.forEach((one) => every.set(one, (every.get(one) || 0) + 1)));
      if (every.size === 0)
        return null;
      const names = [...every.keys()].sort((a, b) => every.get(b) - every.get(a) || collator.compare(a, b));
      const counters = new Map();
      const items = names.map((name) => {
        const counter = make('span', {}, '');
        const box = make('input', { type: 'checkbox', on: { change: () => {
          const chosen = wanted.chosen.get(facet) || new Set();
          box.checked ? chosen.add(name) : chosen.delete(name);
          wanted.chosen.set(facet, chosen);
          refresh();
        } } });
        box.checked = (wanted.chosen.get(facet) || new Set()).has(name);
        counters.set(name, counter);
        return make('li', {}, make('label', {}, box, make('span', {}, name), counter));
      });
      boxes.push({ count: (matches) => {
        const counts = new Map();
        matches.filter((actor) => passes(actor, facet)).forEach((actor) =>
          facetValues[facet][actor].forEach((one) => counts.set(one, (counts.get(one) || 0) + 1)));
        counters.forEach((counter, name) => { counter.textContent = counts.get(name) || 0; });
      } });
      const narrow = !matchMedia('(min-width: 56rem)').matches;
      return make('details', { open: !narrow && facet < 2 }, make('summary', {}, actors.fields[index].label), make('ul', { class: 'facet', tabindex: '0', 'aria-label': actors.fields[index].label }, items));
    }

    const entry = make('input', { type: 'search', id: 'search', placeholder: words.searchHint, autocomplete: 'off', on: { input: () => {
      wanted.text = entry.value;
      refresh();
    } } });
    entry.value = wanted.text;
    more.addEventListener('click', () => {
      const first = drawn;
      addPage(pageSize);
      list.children[first].querySelector('a').focus();
    });
    clear.addEventListener('click', () => {
      wanted.text = entry.value = '';
      wanted.chosen.clear();
      show();
      document.getElementById('search').focus();
    });

    const side = make('div', { class: 'facets' }, make('div', { class: 'panel' }, make('label', { class: 'word', for: 'search' }, words.search), entry,
      make('h2', {}, words.filters), facets.map(facetBox)));
    addEventListener('beforeprint', () => addPage(found.length), { once: true });
    refresh();
    return [heading(words.directory), make('div', { class: 'columns' }, side,
      make('div', {}, make('div', { class: 'row' }, count, clear), list, make('p', {}, more)))];
  }

  /* ---- drawings that can be moved and zoomed */

  const icons = { in: 'M12 5v14M5 12h14', out: 'M5 12h14', all: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5' };

  class Plot {
    constructor(name, says, box) {
      this.home = box;
      this.box = { ...box };
      this.fixed = [];                 /* [element, x, y, dx, dy]: as large at every zoom */
      this.names = [];                 /* {text, x, y, dx, dy, rank, town} */
      this.badges = [];                /* [x, y]: no name is written over them */
      this.svg = draw('svg', { role: 'img', 'aria-label': says, preserveAspectRatio: 'xMidYMid meet' });
      this.ground = draw('g', {});
      this.marks = draw('g', {});
      this.labels = draw('g', { 'aria-hidden': 'true' });
      this.svg.append(this.ground, this.marks, this.labels);
      const button = (icon, label, act) => make('button', { type: 'button', 'aria-label': label, title: label, on: { click: act } },
        draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' }, draw('path', { d: icons[icon] })));
      this.element = make('div', { class: `plot ${name}` }, this.svg, make('div', { class: 'buttons' },
        button('in', words.zoomIn, () => this.zoom(0.6)), button('out', words.zoomOut, () => this.zoom(1 / 0.6)),
        button('all', words.zoomAll, () => { this.box = { ...this.home }; this.update(); })));
      this.listen();
      new ResizeObserver(() => this.update()).observe(this.element);
    }

    /* Units of the drawing for one pixel. */
    get unit() {
      const rect = this.svg.getBoundingClientRect();
      return Math.max(this.box.width / (rect.width || 1), this.box.height / (rect.height || 1));
    }

    zoom(factor, clientX, clientY) {
      const rect = this.svg.getBoundingClientRect();
      const unit = this.unit;
      const fx = clientX === undefined ? 0 : (clientX - rect.left - rect.width / 2) * unit;
      const fy = clientY === undefined ? 0 : (clientY - rect.top - rect.height / 2) * unit;
      const least = this.home.width / 200;
      factor = Math.min(Math.max(factor, least / this.box.width), 3 * this.home.width / this.box.width);
      this.box.x += this.box.width / 2 * (1 - factor) + fx * (1 - factor);
      this.box.y += this.box.height / 2 * (1 - factor) + fy * (1 - factor);
      this.box.width *= factor;
      this.box.height *= factor;
      this.update();
    }

    listen() {
      const pointers = new Map();
      this.svg.addEventListener('wheel', (event) => {
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 0.8 : 1.25, event.clientX, event.clientY);
      }, { passive: false });
      this.svg.addEventListener('pointerdown', (event) => { pointers.set(event.pointerId, [event.clientX, event.clientY]); this.moved = 0; });
      const forget = (event) => pointers.delete(event.pointerId);
      addEventListener('pointerup', forget);
      addEventListener('pointercancel', forget);
      this.svg.addEventListener('pointermove', (event) => {
        const before = pointers.get(event.pointerId);
        if (!before)
          return;
        const unit = this.unit;
        const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
        if (others.length === 1) {
          const gap = (point) => Math.hypot(point[0] - others[0][0], point[1] - others[0][1]);
          this.zoom(gap(before) / Math.max(gap([event.clientX, event.clientY]), 1), others[0][0], others[0][1]);
        } else {
          this.box.x -= (event.clientX - before[0]) * unit;
          this.box.y -= (event.clientY - before[1]) * unit;
          this.moved += Math.abs(event.clientX - before[0]) + Math.abs(event.clientY - before[1]);
          this.update();
        }
        pointers.set(event.pointerId, [event.clientX, event.clientY]);
      });
    }

    addMark(element, x, y, dx, dy, act) {
      element.addEventListener('click', () => { if (!(this.moved > 6)) act(); });
      this.fixed.push([element, x, y, dx || 0, dy || 0]);
      this.marks.append(element);
    }

    /* Marks keep their size; names are written where there is room, the most linked first. */
    update() {
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => {
        const { x, y, width, height } = this.box;
        this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
        const unit = this.unit;
        for (const [element, mx, my, dx, dy] of this.fixed)
          element.setAttribute('transform', `translate(${mx + dx * unit} ${my + dy * unit}) scale(${unit})`);
        this.writeNames(unit);
      });
    }

    writeNames(unit) {
      const rect = this.svg.getBoundingClientRect();
      const x0 = this.box.x + this.box.width / 2 - rect.width / 2 * unit;
      const y0 = this.box.y + this.box.height / 2 - rect.height / 2 * unit;
      const taken = this.badges.map(([bx, by]) => [(bx - x0) / unit - 12, (by - y0) / unit - 12, (bx - x0) / unit + 12, (by - y0) / unit + 12]);
      const texts = [];
      for (const name of this.names) {
        const x = (name.x - x0) / unit + name.dx;
        const y = (name.y - y0) / unit + name.dy;
        const half = name.text.length * 3.3;
        const room = [x - half, y + 10, x + half, y + 26];
        if (room[0] < 0 || y < 0 || room[2] > rect.width || y > rect.height || texts.length >= 90)
          continue;
        if (taken.some((other) => room[0] < other[2] && room[2] > other[0] && room[1] < other[3] && room[3] > other[1]))
          continue;
        taken.push(room);
        texts.push(draw('text', { class: name.town ? 'name town' : 'name', transform: `translate(${name.x + name.dx * unit} ${name.y + (name.dy + 21) * unit}) scale(${unit})` }, name.text));
      }
      this.labels.replaceChildren(...texts);
    }
  }

  const short = (text) => (text.length > 28 ? `${text.slice(0, 27)}…` : text);
  const degree = actors.rows.map(() => 0);
  data.graph.ties.forEach(([a, b]) => { degree[a]++; degree[b]++; });

  function actorMark(plot, actor, x, y, dx, dy) {
    const node = draw('g', { class: `node c${data.categories[actor]}`, 'data-actor': actor }, shape(data.categories[actor]),
      draw('title', {}, actors.rows[actor][0]));
    plot.addMark(node, x, y, dx, dy, () => { location.hash = address(number.actor, actor); });
    plot.names.push({ text: short(actors.rows[actor][0]), x, y, dx: dx || 0, dy: dy || 0, rank: degree[actor] });
  }

  const actorList = (list) => make('ul', { class: 'plain' }, list.map((actor) => make('li', {}, link(number.actor, actor))));

  function filterNote(found) {
    return found.length === actors.rows.length ? null
      : make('p', { class: 'row' }, make('span', {}, `${found.length} ${found.length > 1 ? words.many : words.one} ${words.of} ${actors.rows.length}`),
        make('button', { type: 'button', on: { click: () => { wanted.text = ''; wanted.chosen.clear(); show(); } } }, words.clear));
  }

  function map() {
    const found = new Set(shown());
    const plan = data.map;
    const plot = new Plot('map', words.mapSays, { x: 0, y: 0, width: plan.width, height: plan.height });
    const places = new Map();
    const placed = new Set();

    for (const name of ['neighbours', 'land', 'departments', 'regions'])
      plot.ground.append(draw('path', { d: plan[name], class: name }));
    for (const area of plan.areas) {
      const here = area.actors.filter((actor) => found.has(actor));
      here.forEach((actor) => placed.add(actor));
      if (here.length === 0)
        continue;
      if (area.path !== '')
        plot.ground.append(draw('path', { d: area.path, class: 'area' }));
      else if (area.reach > 0)
        plot.ground.append(draw('circle', { cx: area.at[0], cy: area.at[1], r: area.reach, class: 'area' }));
      const badge = draw('g', { class: 'badge' }, draw('circle', { r: 11 }), draw('text', {}, here.length), draw('title', {}, area.name));
      plot.badges.push(area.at);
      plot.addMark(badge, area.at[0], area.at[1], 0, 0, () => document.getElementById(`area-${plan.areas.indexOf(area)}`).scrollIntoView({ block: 'center' }));
    }
    for (const [actor, x, y] of plan.points) {
      if (!found.has(actor))
        continue;
      placed.add(actor);
      const key = `${x},${y}`;
      const rank = places.get(key) || 0;
      places.set(key, rank + 1);
      /* Several in one place: side by side, from the middle out. */
      actorMark(plot, actor, x, y, 11 * Math.sqrt(rank) * Math.cos(rank * 2.4), 11 * Math.sqrt(rank) * Math.sin(rank * 2.4));
    }
    plot.names.sort((a, b) => b.rank - a.rank);
    for (let i = 0; i < plan.towns.length; i += 3)
      plot.names.push({ text: plan.towns[i], x: plan.towns[i + 1], y: plan.towns[i + 2], dx: 0, dy: -18, rank: -1, town: true });

    const areas = plan.areas.map((area, i) => [area, i, area.actors.filter((actor) => found.has(actor))]).filter(([, , here]) => here.length > 0);
    const points = plan.points.filter(([actor]) => found.has(actor)).sort((a, b) => collator.compare(actors.rows[a[0]][0], actors.rows[b[0]][0]));
    const nowhere = order.filter((actor) => found.has(actor) && !placed.has(actor));
    return [heading(words.map), filterNote([...found]), plot.element, legend(), make('p', { class: 'said' }, plan.attribution),
      make('section', {}, make('h2', {}, words.inWords),
        points.length > 0 ? [make('h3', {}, words.places), make('ul', { class: 'plain' }, points.map(([actor, , , exact]) =>
          make('li', {}, link(number.actor, actor), exact ? null : ` (${words.approximate})`)))] : null,
        areas.length > 0 ? make('h3', {}, words.areas) : null,
        areas.map(([area, i, here]) => [make('h4', { id: `area-${i}` }, area.name), actorList(here)]),
        nowhere.length > 0 ? [make('h3', {}, words.nowhere), actorList(nowhere)] : null)];
  }

  function graph() {
    const found = new Set(shown());
    const nodes = data.graph.nodes.filter(([actor]) => found.has(actor));
    const at = new Map(nodes.map(([actor, x, y]) => [actor, [x, y]]));
    const xs = nodes.map((node) => node[1]);
    const ys = nodes.map((node) => node[2]);
    const left = Math.min(0, ...xs) - 60;
    const top = Math.min(0, ...ys) - 40;
    const plot = new Plot('graph', words.graphSays, { x: left, y: top, width: Math.max(200, Math.max(0, ...xs) - left + 60), height: Math.max(150, Math.max(0, ...ys) - top + 50) });
    const ties = data.graph.ties.filter(([a, b, established]) => at.has(a) && at.has(b) && (established || !factsOnly));
    const linked = new Set(ties.flatMap(([a, b]) => [a, b]));

    for (const [a, b, established, axes, formalised] of ties)
      plot.ground.append(draw('line', { x1: at.get(a)[0], y1: at.get(a)[1], x2: at.get(b)[0], y2: at.get(b)[1],
        class: `tie${established ? '' : ' wish'}${formalised || axes > 2 ? ' double' : ''}` }));
    for (const [actor, x, y] of nodes)
      actorMark(plot, actor, x, y, 0, 0);
    plot.names.sort((a, b) => b.rank - a.rank);

    const choice = (facts, label) => {
      const radio = make('input', { type: 'radio', name: 'facts', on: { change: () => { factsOnly = facts; show(true); document.querySelector('input[name=facts]:checked').focus(); } } });
      radio.checked = factsOnly === facts;
      return make('label', {}, radio, label);
    };
    const people = order.filter((actor) => found.has(actor) && linked.has(actor));
    const alone = order.filter((actor) => found.has(actor) && !linked.has(actor));
    const others = (actor) => ties.filter(([a, b]) => a === actor || b === actor).map(([a, b, established, , , status]) =>
      make('li', {}, link(number.actor, a === actor ? b : a), ' ', make('span', { class: 'state' }, status || (established ? words.fact : words.wish))));
    return [heading(words.graph), filterNote([...found]),
      make('div', { class: 'row noprint' }, make('fieldset', {}, make('legend', {}, words.which), choice(false, words.wishes), choice(true, words.facts))),
      plot.element, legend(),
      make('section', {}, make('h2', {}, words.inWords),
        people.map((actor) => [make('h3', {}, link(number.actor, actor)), make('ul', { class: 'plain' }, others(actor))]),
        alone.length > 0 ? [make('h3', {}, words.alone), actorList(alone)] : null)];
  }

  /* ---- monographs */

  function stories() {
    const table = tables[number.monograph];
    return [heading(words.stories), make('ul', { class: 'cards' }, table.rows.map((row, r) => make('li', {}, make('span', {}), link(number.monograph, r),
      value(table, row, 'subtitle') ? make('p', {}, value(table, row, 'subtitle')) : null,
      value(table, row, 'state') ? make('p', {}, value(table, row, 'state')) : null)))];
  }

  function verbatim(t, r) {
    const table = tables[t];
    const row = table.rows[r];
    const by = ['speaker', 'function', 'structure'].map((name) => plainText(value(table, row, name))).filter((text) => text !== '');
    return make('figure', {}, make('blockquote', {}, make('p', {}, value(table, row, 'text') || row[0])),
      by.length > 0 ? make('figcaption', { class: 'said' }, by.join(', ')) : null);
  }

  function story(r) {
    const table = tables[number.monograph];
    const parts = tables[number.monograph_section];
    const row = table.rows[r];
    const mine = namedBy(number.monograph, r).filter(([t]) => t === number.monograph_section);
    let last = null;
    return [make('p', { class: 'trace' }, make('a', { href: '#stories' }, words.back)),
      make('article', {}, heading(row[0]), value(table, row, 'subtitle') ? make('p', { class: 'said' }, value(table, row, 'subtitle')) : null,
        mine.map(([, s]) => {
          const part = parts.rows[s];
          const head = value(parts, part, 'heading');
          const body = value(parts, part, 'body');
          const missing = value(parts, part, 'to_complete');
          const said = value(parts, part, 'verbatims') || [];
          const nodes = [];
          if (head && head !== last)
            nodes.push(make('h2', {}, last = head));
          nodes.push(make('h3', {}, part[0]));
          if (body)
            nodes.push(make('div', { class: 'text' }, ...markdown(body, 4)));
          for (let i = 0; i < said.length; i += 2)
            nodes.push(verbatim(said[i], said[i + 1]));
          if (missing && missing.length > 0)
            nodes.push(make('p', { class: 'said' }, `${words.toComplete}${words.colon}${missing.join(', ')}`));
          return nodes;
        }),
        make('hr', {}), fieldList(table, row, [field(table, 'subtitle')]))];
  }

  /* ---- everything else */

  function everythingElse() {
    const others = tables.map((table, t) => [table, t]).filter(([table, t]) => !table.inside && table.rows.length > 0 && t !== number.actor && t !== number.monograph);
    return [heading(words.more), others.map(([table, t]) => make('details', { class: 'panel' }, make('summary', {}, `${table.plural} (${table.rows.length})`),
      make('ul', { class: 'plain' }, table.rows.map((_, r) => r).sort((a, b) => collator.compare(table.rows[a][0], table.rows[b][0]))
        .map((r) => make('li', {}, link(t, r))))))];
  }

  function about() {
    const list = make('dl', {}, make('dt', {}, words.level), make('dd', {}, data.level),
      data.licence ? [make('dt', {}, words.licence), make('dd', {}, data.licence)] : null,
      make('dt', {}, words.made), make('dd', {}, new Intl.DateTimeFormat(words.language, { dateStyle: 'long' }).format(new Date(`${data.date}T12:00:00`))));
    return [make('article', {}, heading(words.about), make('p', {}, words.noNetwork), list,
      data.notice ? make('div', { class: 'text' }, ...markdown(data.notice, 2)) : null,
      make('ul', { class: 'plain' }, tables.filter((table) => table.rows.length > 0 && !table.inside).map((table) => make('li', {}, `${table.plural}${words.colon}${table.rows.length}`))),
      make('p', { class: 'said' }, data.map.attribution),
      make('p', { class: 'noprint' }, make('button', { type: 'button', on: { click: () => print() } }, words.print)))];
  }

  /* ---- the page */

  const views = { directory, map, graph, stories, more: everythingElse, about };
  const main = make('main', { id: 'content', tabindex: '-1' });
  const entries = Object.keys(pageOf).filter((name) => name !== 'stories' || tables[number.monograph].rows.length > 0);
  const links = entries.map((name) => make('a', { href: `#${name}` }, words[name]));

  function content() {
    const [name, row] = location.hash.slice(1).split('/');
    if (row !== undefined && name in number && tables[number[name]].rows[Number(row)] !== undefined)
      return [name === 'actor' ? 'directory' : name === 'monograph' ? 'stories' : 'more',
        name === 'monograph' ? story(Number(row)) : sheet(number[name], Number(row))];
    return [name in views ? name : 'directory', (views[name] || views.directory)()];
  }

  function show(stay) {
    const [page, nodes] = content();
    main.replaceChildren(...nodes.flat(9).filter((node) => node !== null && node !== undefined));
    links.forEach((one, i) => (entries[i] === page ? one.setAttribute('aria-current', 'page') : one.removeAttribute('aria-current')));
    const title = main.querySelector('h1');
    document.title = `${title.textContent} – ${data.title}`;
    if (stay !== true)
      scrollTo(0, 0);
    return title;
  }

  document.getElementById('page').append(
    make('a', { class: 'skip', href: '#content', on: { click: (event) => { event.preventDefault(); main.focus(); } } }, words.skip),
    make('header', { class: 'top' }, make('div', {}, make('p', {}, data.title),
      make('nav', { 'aria-label': data.title }, make('ul', {}, links.map((one) => make('li', {}, one)))))),
    main);
  addEventListener('hashchange', () => show().focus());
  show();
})();
