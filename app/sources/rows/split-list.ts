/**
 * Several values in one cell, as exports write them: `a, b`, `a;b`, `a|b`, a line each, `["a","b"]` (Klaviyo), `"a","b"` (Mailchimp).
 * A comma counts only where no semicolon, bar or line break does the work.
 */
export function splitList(cell: string): string[] {
  const text = cell.trim();
  if (text.startsWith('[') && text.endsWith(']')) return fromJson(text) ?? splitOn(text.slice(1, -1), /[,;]/);
  if (/^"[^"]*"(?:\s*,\s*"[^"]*")*$/.test(text))
    return splitOn(text, /,(?=\s*")/).map((part) => part.replace(/^"|"$/g, ''));
  if (/[;|\n]/.test(text)) return splitOn(text, /[;|\n]/);
  return splitOn(text, /,/);
}

function fromJson(text: string): string[] | null {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values.filter((value) => value !== null).map((value) => String(value).trim()) : null;
  } catch {
    return null;
  }
}

function splitOn(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
