CREATE TABLE `case_quarter` (
	`quarter` text PRIMARY KEY NOT NULL,
	`counts` text NOT NULL
);
