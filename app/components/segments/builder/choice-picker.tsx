import { Box, Button, Listbox, Popover, Scrollable, Text, TextField } from '@shopify/polaris';
import { PlusIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import type { ClauseChoice } from '#app/segments/clause-choices.ts';
import { useBuilder } from './builder-context.ts';

type Props = {
  label: string;
  accessibilityLabel?: string;
  /** True on a row, where the button names what the row asks for. */
  isRow?: boolean;
  onChoose: (choice: ClauseChoice) => void;
};

/** A list to search, by topic, of everything a condition can ask for. */
export function ChoicePicker({ label, accessibilityLabel, isRow = false, onChoose }: Props) {
  const { choices } = useBuilder();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const close = () => {
    setOpen(false);
    setWanted('');
  };
  const found = matching(choices, wanted);
  const topics = [...new Set(found.map((choice) => choice.topic))];
  return (
    <Popover
      active={open}
      onClose={close}
      preferredAlignment="left"
      autofocusTarget="first-node"
      activator={
        <Button
          onClick={() => setOpen(!open)}
          disclosure={isRow ? 'down' : false}
          {...(isRow ? {} : { icon: PlusIcon })}
          {...(accessibilityLabel ? { accessibilityLabel } : {})}
        >
          {label}
        </Button>
      }
    >
      <Box padding="200" width="320px">
        <TextField
          label="Search conditions"
          labelHidden
          placeholder="Search conditions"
          value={wanted}
          onChange={setWanted}
          autoComplete="off"
          clearButton
          onClearButtonClick={() => setWanted('')}
        />
      </Box>
      <Scrollable style={{ maxHeight: '18rem', width: 320 }} focusable>
        <Listbox
          accessibilityLabel="Conditions"
          onSelect={(key) => {
            const choice = choices.find((one) => one.key === key);
            close();
            if (choice) {
              onChoose(choice);
            }
          }}
        >
          {topics.flatMap((topic) => [
            <Listbox.Header key={topic}>{topic}</Listbox.Header>,
            ...found
              .filter((choice) => choice.topic === topic)
              .map((choice) => (
                <Listbox.Option key={choice.key} value={choice.key} accessibilityLabel={choice.label}>
                  <Box paddingBlock="100" paddingInline="300">
                    <Text as="p">{choice.label[0]?.toUpperCase() + choice.label.slice(1)}</Text>
                    <Text as="p" tone="subdued" variant="bodySm">
                      {choice.description}
                    </Text>
                  </Box>
                </Listbox.Option>
              )),
          ])}
        </Listbox>
        {found.length === 0 && (
          <Box padding="300">
            <Text as="p" tone="subdued">
              Nothing of that name. Try another word.
            </Text>
          </Box>
        )}
      </Scrollable>
    </Popover>
  );
}

/** Choices whose label begins with what was typed come first, then those that have it anywhere. */
function matching(choices: readonly ClauseChoice[], typed: string): ClauseChoice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (choice: ClauseChoice) => {
    const text = `${choice.label} ${choice.description} ${choice.key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return choices.filter(has);
}
