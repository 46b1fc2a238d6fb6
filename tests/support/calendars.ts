/** What an iCalendar file with one entry says, by property, without parameters. A property that comes twice is a fault. */
export function calendarIn(text: string): Record<string, string> {
  const lines = text
    .replaceAll('\r\n', '\n')
    .replace(/\n[ \t]/g, '')
    .trimEnd()
    .split('\n');
  const found: Record<string, string> = {};
  for (const line of lines) {
    // A name, then parameters whose values may stand between quotes, then the value.
    const [, name = line, value = ''] = /^([A-Z-]+)(?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*))*:(.*)$/s.exec(line) ?? [];
    if (name === 'BEGIN' || name === 'END') continue;
    if (name in found) throw new Error(`${name} comes twice`);
    found[name] = value;
  }
  const wraps = lines.filter((line) => /^(BEGIN|END):/.test(line)).join(' ');
  if (wraps !== 'BEGIN:VCALENDAR BEGIN:VEVENT END:VEVENT END:VCALENDAR') throw new Error(`not one entry: ${wraps}`);
  return found;
}
