import { Modal, Table } from '@mantine/core';
import { KeyHint } from '../ui/key-hint.tsx';

const keys: [string, string][] = [
  ['1+…+9', 'Pick a label in the active field; the same key takes it back'],
  ['A', 'Accept what an evaluator suggests: it goes into the form, and is not sent yet'],
  ['down+up', 'Next or previous field (J and K as well)'],
  ['enter', 'Write in the active text'],
  ['escape', 'Leave the text'],
  ['mod+enter', 'Fill, and on to the next row (also while writing)'],
  ['S', 'Skip: back to the queue, last for you'],
  ['U', 'Undo your last fill or skip'],
  ['mod+Z', 'The same, while no text is active'],
  ['?', 'These keys'],
];

/** The keys of the Review page. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="md">
      <Table withRowBorders={false} verticalSpacing={5}>
        <Table.Tbody>
          {keys.map(([combination, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={110}>
                <KeyHint keys={combination} />
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
