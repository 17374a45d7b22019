import { useState } from 'react';
import type { RefusedAlike } from '#app/sources/repair-preview.ts';

type Issue = { row: number; severity: 'refused' | 'warning'; code: string; column: string };

/** Which refused rows somebody has chosen: single ones, or all that were refused for the same, shown or not. */
export function useChosenRows(issues: readonly Issue[], alike: readonly RefusedAlike[]) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [like, setLike] = useState<{ code: string; column: string } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const group = like && alike.find((one) => one.code === like.code && one.column === like.column);
  const isChosen = ({ row, severity, code, column }: Issue) =>
    severity === 'refused' && (group ? code === group.code && column === group.column : ticked.has(row));
  const shown = issues.filter(isChosen);
  const rows = group ? group.rows : new Set(shown.map((issue) => issue.row)).size;
  const fields: Record<string, string> = group
    ? { code: group.code, alikeIn: group.column }
    : { rows: [...new Set(shown.map((issue) => issue.row))].join(',') };
  return {
    rows,
    /** The column in which the first of them is wrong; empty = none. */
    column: group ? group.column : (shown[0]?.column ?? ''),
    /** As a form names them. */
    fields,
    isOpen: isOpen && rows > 0,
    isChosen,
    toggle: (row: number) => {
      const next = new Set(shown.map((issue) => issue.row));
      if (!next.delete(row)) {
        next.add(row);
      }
      setTicked(next);
      setLike(null);
    },
    chooseAlike: ({ code, column }: RefusedAlike) => setLike({ code, column }),
    open: () => setIsOpen(true),
    close: () => setIsOpen(false),
    clear: () => {
      setTicked(new Set());
      setLike(null);
      setIsOpen(false);
    },
  };
}
