// Prints the closing count of a vitest JSON report as one plain line: "N passed, N failed, N skipped".
import { readFileSync } from 'node:fs';

try {
  const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + filesThatFailedAsAWhole(report);
  console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  if (failed > 0 || !report.success) process.exitCode = 1;
} catch (error) {
  console.error(`The tests left no report: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

// A file that cannot be loaded has no tests to count, and still is a failure.
function filesThatFailedAsAWhole(report) {
  const failed = (result) => result.status === 'failed';
  return report.testResults.filter((file) => failed(file) && !file.assertionResults.some(failed)).length;
}
