/** Who answers for a partnership's data. Empty text where nobody filled it in. */
export interface DataProtectionTable {
  partnership_id: string;
  /** JSON array of organisation ids. */
  controllers: string;
  officer: string;
  email: string;
  phone: string;
}

/** Whom to tell about a worry. */
export interface SafeguardingContactTable {
  partnership_id: string;
  name: string;
  job_title: string;
  phone: string;
  hours: string;
}

/** Whom a partnership names to everyone who takes part. */
export interface ContactTables {
  data_protection: DataProtectionTable;
  safeguarding_contact: SafeguardingContactTable;
}
