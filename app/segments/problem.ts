/** Characters from `from` up to, not including, `to`; counted as JavaScript counts them. */
export type Span = { from: number; to: number };

/** A replacement that would mend the text; `label` is the button's text. */
export type Fix = Span & { label: string; text: string };

/** Something that is wrong with a rule, told to the merchant. */
export type Problem = {
  /** `segments.<reason>`; never changes once published. */
  code: string;
  message: string;
  /** Where in the text; null for a rule that never was text (from the builder). */
  span: Span | null;
  /** Where in the tree, e.g. `rules.1.condition.value`; empty for the root and for text that could not be read. */
  path: string;
  fixes: readonly Fix[];
};

/** Where each node of a parsed rule stands in its text. Keyed by identity: a copied node has no place. */
export type Spans = WeakMap<object, Span>;
