/** Passwords everybody tries first, of the length we accept. In lower case. */
const WORDS = `
1234567890 0123456789 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop qwertyuiop123 qwerty12345 qwerty123456
asdfghjkl1 asdfghjkl; zxcvbnm123 1qaz2wsx3edc qazwsxedc123 password12 password123 password1234 password12345 password!1
password2024 password2025 password2026 passw0rd123 p@ssword123 p@ssw0rd123 p@ssw0rd1234 welcome123 welcome1234
welcome2024 welcome2025 welcome2026 letmein123 letmein1234 changeme123 changeme1234 iloveyou123 sunshine123 princess123
football123 liverpool1 liverpool123 arsenal123 chelsea123 manchester manchester1 united1234 everton123 tottenham1
london1234 england123 england2024 england2026 spring2025 spring2026 summer2024 summer2025 summer2026 autumn2025
autumn2026 winter2025 winter2026 january2026 february2026 september1 september2025 september2026 october2025 october2026
november2025 november2026 december2025 december2026 monday1234 school1234 school2025 school2026 teacher123 teacher1234
headteacher student123 student1234 hospital123 nurse12345 doctor1234 nhspassword nhs1234567 council123 council1234
throughline throughline1 throughline123 administrator admin12345 admin123456 administrator1 superman123 batman1234
michael123 jennifer123 charlie123 jessica123 abcdefghij abcdefghijk abcd123456 abc1234567 a123456789 aa12345678
0987654321 9876543210 1111111111 0000000000 1212121212 1122334455 123123123123 123321123321 987654321a trustno1234
correcthorsebatterystaple
`;

export const commonPasswords: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));
