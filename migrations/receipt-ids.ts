import { Migration } from '@mikro-orm/migrations';

/** The id of a receipt in a column, so that a receipt is found by its id. */
export class ReceiptIds extends Migration {
  override up(): void {
    this.addSql('alter table receipts add column receipt_id text');
    this.addSql("update receipts set receipt_id = header ->> 'receiptId'");
    this.addSql('alter table receipts alter column receipt_id set not null');
    this.addSql('alter table receipts add constraint receipts_receipt_id_unique unique (receipt_id)');
  }

  override down(): void {
    this.addSql('alter table receipts drop column receipt_id');
  }
}
