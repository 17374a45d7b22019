/**
 * A check of Shopify's segment language (both the dialect of 2026-07 and the MATCHES form of 2026-10): words, brackets,
 * known attributes and functions, operators with a value. It does not evaluate.
 */
const ATTRIBUTES = new Set([
  'abandoned_checkout_date',
  'customer_added_date',
  'first_order_date',
  'last_order_date',
  'amount_spent',
  'number_of_orders',
  'customer_cities',
  'customer_regions',
  'customer_countries',
  'customer_tags',
  'companies',
  'customer_email_domain',
  'customer_language',
  'created_by_app_id',
  'product_subscription_status',
  'email_subscription_status',
  'sms_subscription_status',
  'customer_account_status',
  'predicted_spend_tier',
  'rfm_group',
]);

const FUNCTIONS = new Set([
  'orders_placed',
  'products_purchased',
  'storefront.product_viewed',
  'storefront.collection_viewed',
  'shopify_email.bounced',
  'shopify_email.clicked',
  'shopify_email.delivered',
  'shopify_email.marked_as_spam',
  'shopify_email.opened',
  'shopify_email.unsubscribed',
  'customer_within_distance',
  'store_credit_accounts',
  'anniversary',
]);

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|<=|>=|!=|[=<>(),:]|[\w.$-]+)/y;
const VALUE =
  /^('.*'|-?[\d.]+|-?\d+[dwmy]|\d{4}-\d\d-\d\d(T[\d:]+)?|true|false|today|yesterday|\d+_(days|months)_ago|[A-Z][A-Z_]*|@?[\w-]+)$/s;

class SegmentSyntaxError extends Error {}

type Cursor = { tokens: string[]; at: number };

function tokenize(query: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(query); match?.[1]; match = TOKEN.exec(query)) {
    tokens.push(match[1]);
    end = TOKEN.lastIndex;
  }
  const rest = query.slice(end).trim();
  if (rest) throw new SegmentSyntaxError(`Query syntax is invalid near '${rest.slice(0, 20)}'`);
  return tokens;
}

function peek(cursor: Cursor): string {
  return (cursor.tokens[cursor.at] ?? '').toUpperCase();
}

function take(cursor: Cursor): string {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) throw new SegmentSyntaxError('Query ended unexpectedly');
  cursor.at += 1;
  return token;
}

function expect(cursor: Cursor, word: string): void {
  const token = take(cursor);
  if (token.toUpperCase() !== word) throw new SegmentSyntaxError(`Expected '${word}' but found '${token}'`);
}

/** Shopify's message about the first thing wrong with a query; null when it is well-formed. */
export function segmentQueryError(query: string): string | null {
  try {
    const cursor = { tokens: tokenize(query), at: 0 };
    if (cursor.tokens.length === 0) return null;
    parseClauses(cursor);
    if (cursor.at < cursor.tokens.length) throw new SegmentSyntaxError(`Unexpected '${cursor.tokens[cursor.at]}'`);
    return null;
  } catch (error) {
    if (error instanceof SegmentSyntaxError) return error.message;
    throw error;
  }
}

function parseClauses(cursor: Cursor): void {
  parseClause(cursor);
  while (peek(cursor) === 'AND' || peek(cursor) === 'OR') {
    cursor.at += 1;
    parseClause(cursor);
  }
}

function parseClause(cursor: Cursor): void {
  if (peek(cursor) === '(') {
    cursor.at += 1;
    parseClauses(cursor);
    expect(cursor, ')');
    return;
  }
  const name = take(cursor);
  if (FUNCTIONS.has(name)) parseFunction(cursor);
  else if (ATTRIBUTES.has(name) || /^metafields\.[\w$:-]+\.[\w-]+$/.test(name)) parseComparison(cursor);
  else throw new SegmentSyntaxError(`'${name}' filter cannot be found.`);
}

function parseFunction(cursor: Cursor): void {
  if (peek(cursor) === 'NOT') cursor.at += 1;
  const matchesForm = peek(cursor) === 'MATCHES';
  if (matchesForm) cursor.at += 1;
  if (peek(cursor) === '(') skipBrackets(cursor);
  else if (!matchesForm) throw new SegmentSyntaxError("Expected '('");
  if (matchesForm) return;
  if (peek(cursor) !== '=' && peek(cursor) !== '!=') throw new SegmentSyntaxError("Expected '='");
  cursor.at += 1;
  if (!/^(true|false)$/i.test(take(cursor))) throw new SegmentSyntaxError("Expected 'true' or 'false'");
}

function skipBrackets(cursor: Cursor): void {
  let depth = 0;
  do {
    const token = take(cursor);
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
  } while (depth > 0);
}

function parseComparison(cursor: Cursor): void {
  let operator = take(cursor).toUpperCase();
  if (operator === 'IS') {
    if (peek(cursor) === 'NOT') cursor.at += 1;
    expect(cursor, 'NULL');
    return;
  }
  if (operator === 'NOT') operator = take(cursor).toUpperCase();
  if (!/^(=|!=|<|<=|>|>=|BETWEEN|CONTAINS)$/.test(operator)) throw new SegmentSyntaxError(`Unexpected '${operator}'`);
  takeValue(cursor);
  if (operator === 'BETWEEN') {
    expect(cursor, 'AND');
    takeValue(cursor);
  }
}

function takeValue(cursor: Cursor): void {
  const token = take(cursor);
  if (!VALUE.test(token)) throw new SegmentSyntaxError(`'${token}' is not a value`);
}
