import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleArbitrary } from '#test/factories/random-rules.ts';
import { moveNode, moveOut, nestNode, placeOf, removeNode, stepNode } from './edit-draft.ts';
import { formatRule, rewriteRule } from './format-rule.ts';
import { parseRule } from './parse-rule.ts';
import { clauseNode, type DraftGroup, type DraftNode, draftOf, rowsOf, ruleOfDraft } from './rule-draft.ts';
import type { Rule } from './types.ts';

describe('rows and groups', () => {
  it('say the same rule as the tree they were made from, with and without memory of it', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        const draft = draftOf(rule);
        expect(ruleOfDraft(draft)).toEqual(rule);
        expect(ruleOfDraft(forgetting(draft))).toEqual(rule);
      }),
      { numRuns: 500 },
    );
  });

  it('give the very parts of an unchanged rule back, so that its text stays', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(ruleOfDraft(draftOf(rule))).toBe(rule);
      }),
    );
  });

  it('keep every row wherever rows and groups are moved, and every move reads back', () => {
    fc.assert(
      fc.property(
        ruleArbitrary,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4)), { maxLength: 12 }),
        (rule, moves) => {
          let draft = draftOf(rule);
          const rows = texts(draft);
          for (const [a, b, how] of moves) {
            const ids = idsOf(draft).filter((id) => id !== 'root');
            const [id = '', onto = ''] = [ids[a % ids.length], ids[b % ids.length]];
            draft = moved(draft, id, onto, how);
            expect(texts(draft).toSorted()).toEqual(rows.toSorted());
          }
          const text = formatRule(ruleOfDraft(draft)!);
          expect(parseRule(text)).toMatchObject({ rule: ruleOfDraft(draft) });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lose a row and the group it leaves empty', () => {
    const draft = draftOf(read('amount_spent > 1 AND (pos_orders = 1 OR online_orders = 2)'));
    const [, second, third] = rowsOf(draft);
    const left = removeNode(removeNode(draft, second!.id), third!.id);
    expect(left.children).toHaveLength(1);
  });

  it('step over rows, into groups and out of them', () => {
    const draft = draftOf(read('amount_spent > 1 AND (pos_orders = 1 OR online_orders = 2)'));
    const [first] = rowsOf(draft);
    const inside = stepNode(draft, first!.id, 'down');
    expect(formatRule(ruleOfDraft(inside)!)).toBe('amount_spent > 1 OR pos_orders = 1 OR online_orders = 2');
    const out = moveOut(inside, first!.id);
    expect(placeOf(out, first!.id)?.group.id).toBe('root');
  });

  it('make a group of a row that is dropped onto another', () => {
    const draft = draftOf(read('amount_spent > 1 AND pos_orders = 1 AND online_orders = 2'));
    const [first, , third] = rowsOf(draft);
    expect(formatRule(ruleOfDraft(nestNode(draft, first!.id, third!.id))!)).toBe(
      'pos_orders = 1 AND (online_orders = 2 OR amount_spent > 1)',
    );
  });
});

describe('switching between text and rows', () => {
  it('gives unchanged text back to the letter, and changes only what was changed', () => {
    const text = 'amount_spent>1   AND\n   ( pos_orders = 1 OR\n online_orders=2 )\nAND orders_placed(count: 3) = true';
    const parsed = parseRule(text);
    if (!parsed.ok) {
      throw new Error('the rule is right');
    }
    const written = { text, rule: parsed.rule, spans: parsed.spans };
    const draft = draftOf(parsed.rule);
    expect(rewriteRule(ruleOfDraft(draft)!, written)).toBe(text);
    const more = { ...draft, children: [...draft.children, clauseNode(read('pos_orders = 7') as never)] };
    const rewritten = rewriteRule(ruleOfDraft(more)!, written);
    expect(rewritten).toContain('pos_orders = 1 OR\n online_orders=2');
    expect(rewritten).toContain('orders_placed(count: 3) = true');
    expect(parseRule(rewritten)).toMatchObject({ ok: true, rule: ruleOfDraft(more) });
  });
});

function moved(draft: DraftGroup, id: string, onto: string, how: number): DraftGroup {
  switch (how) {
    case 0:
      return stepNode(draft, id, 'up');
    case 1:
      return stepNode(draft, id, 'down');
    case 2:
      return nestNode(draft, id, onto);
    case 3:
      return moveOut(draft, id);
    default: {
      const place = placeOf(draft, onto);
      return place ? moveNode(draft, id, place.group.id, place.index) : draft;
    }
  }
}

function idsOf(node: DraftNode): string[] {
  return node.kind === 'clause' ? [node.id] : [node.id, ...node.children.flatMap(idsOf)];
}

function texts(draft: DraftGroup): string[] {
  return rowsOf(draft).map((row) => JSON.stringify(row.clause));
}

function forgetting(node: DraftNode): DraftNode {
  return node.kind === 'clause'
    ? { ...node, origin: null }
    : { ...node, origin: null, children: node.children.map(forgetting) };
}

function read(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems[0]?.message);
  }
  return parsed.rule;
}
