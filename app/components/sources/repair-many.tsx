import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, InlineStack, Modal, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { plural } from '#app/components/format.ts';
import { useDialog } from '#app/components/use-dialog.ts';
import type { RepairPreview } from '#app/sources/repair-preview.ts';
import { RepairOutlook } from './repair-outlook.tsx';

type Props = {
  /** How many rows, and which, as the form names them. */
  rows: number;
  chosen: Record<string, string>;
  columns: readonly string[];
  /** The column that is most likely meant; empty = none. */
  column: string;
  onClose: () => void;
  onDone: () => void;
};

const WAYS = [
  { value: 'set', label: 'Set one column in all of them' },
  { value: 'replace', label: 'Replace a text in one column' },
  { value: 'retry', label: 'Try them again as they are' },
  { value: 'leave_out', label: 'Leave them out for good' },
];

type Answer = { refusal: { message: string; remedy: string | null } | null; preview: RepairPreview | null };

/** Does the same to several refused rows; says before what would become of them. */
export function RepairMany({ rows, chosen, columns, column, onClose, onDone }: Props) {
  const dialog = useDialog(onDone);
  const outlook = useFetcher<Answer>();
  const [fields, setFields] = useState({
    how: 'set',
    column: column || (columns[0] ?? ''),
    value: '',
    from: '',
    to: '',
  });
  const [shownFor, setShownFor] = useState('');
  const set = (name: keyof typeof fields) => (value: string) => setFields({ ...fields, [name]: value });
  const leaves = fields.how === 'leave_out';
  const asked = JSON.stringify(fields);
  const preview = outlook.state === 'idle' && shownFor === asked ? outlook.data : undefined;
  const refusal = dialog.refusal ?? preview?.refusal;
  const isUnfinished = fields.how === 'replace' && fields.from === '';
  const look = () => {
    setShownFor(asked);
    outlook.submit({ ...chosen, ...fields, intent: 'preview_many' }, { method: 'post' });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={plural(rows, 'refused row')}
      primaryAction={{
        content: leaves ? `Leave ${plural(rows, 'row')} out` : 'Save and try again',
        destructive: leaves,
        disabled: isUnfinished,
        loading: dialog.isBusy,
        onAction: () =>
          dialog.submit(
            { ...chosen, ...fields, intent: leaves ? 'leave_out_many' : 'correct_many' },
            { method: 'post' },
          ),
      }}
      secondaryActions={[{ content: 'Cancel', onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {refusal && (
            <Banner tone="critical" title={refusal.message}>
              {refusal.remedy && <p>{refusal.remedy}</p>}
            </Banner>
          )}
          <Select label="What to do with them" options={WAYS} value={fields.how} onChange={set('how')} />
          <ChangeFields fields={fields} columns={columns} set={set} />
          {leaves ? (
            <Text as="p">They are counted as left out and do not come in, unless the file is imported again.</Text>
          ) : (
            <InlineStack>
              <Button onClick={look} loading={outlook.state !== 'idle'} disabled={isUnfinished}>
                See what would happen
              </Button>
            </InlineStack>
          )}
          <div role="status">{!leaves && preview?.preview && <RepairOutlook preview={preview.preview} />}</div>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

type Fields = { how: string; column: string; value: string; from: string; to: string };

function ChangeFields({
  fields,
  columns,
  set,
}: {
  fields: Fields;
  columns: readonly string[];
  set: (name: keyof Fields) => (value: string) => void;
}) {
  if (fields.how !== 'set' && fields.how !== 'replace') {
    return null;
  }
  return (
    <>
      <Select label="Column" options={[...columns]} value={fields.column} onChange={set('column')} />
      {fields.how === 'set' ? (
        <TextField
          label="What it holds from now on"
          value={fields.value}
          onChange={set('value')}
          autoComplete="off"
          helpText="Leave it empty to clear the column."
        />
      ) : (
        <>
          <TextField
            label="Text to replace"
            value={fields.from}
            onChange={set('from')}
            autoComplete="off"
            helpText="As it stands in the rows, capitals and spaces too."
          />
          <TextField label="What stands there instead" value={fields.to} onChange={set('to')} autoComplete="off" />
        </>
      )}
    </>
  );
}
