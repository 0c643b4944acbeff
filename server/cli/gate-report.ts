import builder from 'junit-report-builder';
import type { GateAnswer } from './ask-gate.ts';

/** What the gate says as JUnit XML: a test a check, which fails where the check does and names the rows that block. */
export function gateReport({ prompt, version, environment, verdict }: GateAnswer): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name(`${prompt} v${version} → ${environment}`);
  const testCase = (name: string) => suite.testCase().className(`gate.${environment}.${prompt}`).name(name);
  if (verdict === null) testCase('no gate');
  else if (verdict.checks.length === 0) {
    const judged = testCase('has been evaluated');
    if (!verdict.passed) judged.failure(verdict.reason ?? 'Nothing was shown.');
  }
  for (const { name, passed, wanted, got, reason, rows, rowCount } of verdict?.checks ?? []) {
    const check = testCase(name);
    if (passed) continue;
    const lines = rows.map(({ rowId, output, error, scores }) => {
      const said = scores.map(({ evaluator, grade, reason: why }) => `${evaluator.name}: ${grade} – ${why}`).join('; ');
      return `${rowId}: ${error ?? JSON.stringify(output)}${said ? `\n  ${said}` : ''}`;
    });
    if (rowCount > rows.length) lines.push(`… ${rowCount - rows.length} more`);
    check.failure(`${reason ?? `${got ?? 'nothing'}, wanted ${wanted}`}\n${lines.join('\n')}`);
  }
  // XML holds no control characters.
  return report.build().replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd');
}
