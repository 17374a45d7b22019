import { BlockStack, Button, InlineGrid, Select } from '@shopify/polaris';
import { canChooseWinner } from '#app/sources/column-wins.ts';
import type { ColumnMapping, ColumnWins } from '#app/sources/mapping.ts';
import { compileTransforms, type Transform } from '#app/sources/transforms.ts';
import { BeforeAfter } from './before-after.tsx';
import { StepEditor } from './step-editor.tsx';

const WINS: readonly { label: string; value: ColumnWins }[] = [
  { label: 'The newest counts', value: 'newest' },
  { label: 'Fill only what is empty', value: 'fill' },
  { label: 'This source wins over all others', value: 'source' },
  { label: 'Keep both', value: 'both' },
  { label: 'Never touch', value: 'never' },
];

const SHOWN = 4;

type ButtonProps = { column: ColumnMapping; isOpen: boolean; panelId: string; onToggle: () => void };

/** Opens and closes what is done to a column's values. */
export function ColumnValuesButton({ column, isOpen, panelId, onToggle }: ButtonProps) {
  const steps = column.transforms ?? [];
  const label = steps.length > 0 ? `Change values (${steps.length})` : 'Change values';
  return (
    <Button
      variant="plain"
      textAlign="start"
      disclosure={isOpen ? 'up' : 'down'}
      ariaExpanded={isOpen}
      ariaControls={panelId}
      accessibilityLabel={`${label} of ${column.column}`}
      onClick={onToggle}
    >
      {label}
    </Button>
  );
}

type Props = {
  column: ColumnMapping;
  names: readonly string[];
  sample: readonly (readonly string[])[];
  onChange: (change: Partial<ColumnMapping>) => void;
};

/** What is done to a column's values on their way in, shown on the file's own rows, and which value counts in the end. */
export function ColumnValues({ column, names, sample, onChange }: Props) {
  const steps = column.transforms ?? [];
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      <BlockStack gap="300">
        <StepEditor
          steps={steps}
          columns={names.map((name) => ({ label: name, value: name }))}
          onChange={(transforms) => onChange({ transforms })}
        />
        {canChooseWinner(column.field) && (
          <Select
            label="If there is a value already"
            options={[...WINS]}
            value={column.wins ?? 'newest'}
            onChange={(wins) => onChange({ wins: wins as ColumnWins })}
          />
        )}
      </BlockStack>
      <BeforeAfter changes={changesOf(column.column, steps, names, sample)} caption="On rows of your file" />
    </InlineGrid>
  );
}

function changesOf(
  column: string,
  steps: readonly Transform[],
  names: readonly string[],
  sample: readonly (readonly string[])[],
): { key: string; before: string; after: string }[] {
  const apply = compileTransforms(steps);
  const indexOf = (name: string) => names.indexOf(name);
  const at = indexOf(column);
  const seen = new Map<string, string>();
  for (const cells of sample) {
    const before = cells[at] ?? '';
    if (!seen.has(before) && seen.size < SHOWN) {
      seen.set(before, apply(before, { cells, indexOf }));
    }
  }
  return [...seen].map(([before, after]) => ({ key: before, before, after }));
}
