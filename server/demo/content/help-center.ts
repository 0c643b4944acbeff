/** The made-up company's help center: what is true in the demo, and what the assistant's retrieval finds. */
export const helpCenter = {
  'billing/plans':
    'Starter costs $19, Growth $59 and Scale $199 a month. Paid yearly, a plan costs ten months. Prices are without tax. Every plan starts with a trial of 14 days that needs no card.',
  'billing/invoices':
    'An invoice is issued on the first day of each billing period: Settings → Billing → Invoices, as PDF. Company name, address and VAT number can be changed there for future invoices. Support can correct an issued invoice once, within 90 days, by a credit note and a new invoice. Copies go to up to three billing contacts.',
  'billing/failed-payments':
    'A failed charge is tried again after 1, 3 and 7 days. The shop stays open meanwhile. After the third failed retry it is paused; nothing is deleted. Paying the open invoice opens it again within minutes.',
  'billing/proration':
    'An upgrade takes effect at once and is charged for the remaining days of the period. A downgrade takes effect at the end of the period; there is no credit for the days before.',
  'billing/tax':
    'Businesses in the EU with a valid VAT number are billed without VAT (reverse charge). The number is checked in VIES, which can take 24 hours. In the United States, sales tax follows the address of the shop. Exemption certificates are uploaded under Settings → Billing → Tax.',
  'billing/payouts':
    'Payouts reach the bank two business days after the sale on Growth and Scale, five on Starter. The first payout is held for seven days. The smallest payout is 25 in the currency of the shop. A rejected payout is tried again the next business day, once the bank details are corrected.',
  'billing/fees':
    'Card payments cost 2.9 % + $0.30 on Starter, 2.5 % + $0.30 on Growth and 2.1 % + $0.30 on Scale. When an order is refunded, the percentage is returned and the $0.30 is not.',
  'billing/payment-methods':
    'Plans are paid by card; Growth and Scale in the EU also by SEPA direct debit. Bank transfer is for Scale paid yearly only. Cryptocurrency, cheques and wallets are not accepted.',
  'refunds/subscription':
    'The first payment of a plan is refunded in full within 14 days. A yearly plan is refunded within 30 days of its start or renewal, less the months used at the monthly price. Monthly renewals are not refunded. The money returns to the original payment method in 5 to 10 business days.',
  'refunds/orders':
    'Merchants refund an order, in full or in part, under Orders → Refund, up to 180 days after payment. A refund that was sent cannot be stopped. It reaches the buyer in 5 to 10 business days.',
  'refunds/disputes':
    'A chargeback costs $15, returned when the dispute is won. Evidence is sent from the order page within 7 days: proof of delivery, messages, the terms. The bank decides within 75 days; the amount is held until then.',
  'shipping/labels':
    'Labels are bought under Orders → Ship. An unused label can be voided within 21 days; the amount returns to the label balance once the carrier confirms, within 14 days. A label that was scanned cannot be voided.',
  'shipping/customs':
    'International orders need an HS code, a value and a country of origin for each item. Harbor then makes the CN22 or CN23 form and the commercial invoice. Duties are paid by the buyer unless the shop turns on “duties included” (Growth and Scale).',
  'shipping/tracking':
    'Tracking is read from the carrier every 2 to 6 hours. After 5 business days without a scan, open an inquiry from the order page; carriers answer within 8 business days. Parcels are insured up to $100, more can be added when the label is bought.',
  'shipping/rates':
    'Shipping rules go by zone, weight or value of the cart. They are tried from top to bottom and the first that fits is used. A cart that no rule fits shows “No shipping available”.',
  'shipping/pickup':
    'A pickup on the same day is booked until 14:00 local time. It is free from three parcels, otherwise $4. Pickups can be cancelled until one hour before the window.',
  'api/keys':
    'Keys start with hbr_live_ or hbr_test_ and are made under Settings → API, by owners and admins. A key is shown once and has scopes. After a rotation the old key works for 24 more hours.',
  'api/rate-limits':
    'Limits hold for a shop, not for a key: 60 requests a minute on Starter, 300 on Growth, 1,200 on Scale. Past it the API answers 429 with Retry-After in seconds. A bulk endpoint takes up to 100 items and counts as one request.',
  'api/webhooks':
    'Webhooks carry Harbor-Signature: t=<unix time>,v1=<HMAC-SHA256 of "t.body" with the endpoint’s secret>. Answer 2xx within 10 seconds. Deliveries are tried 8 times over 24 hours; an endpoint that fails for 3 days is disabled. Order is not guaranteed and a delivery may come twice. Endpoints: 3 on Starter, 20 on Growth, 100 on Scale.',
  'api/errors':
    '401 invalid_key, 403 missing_scope, 404 not_found, 409 version_conflict (read again, then write), 422 validation_failed with a list of fields, 429 rate_limited, 5xx: retry with backoff. Every answer carries Harbor-Request-Id; name it to support.',
  'api/pagination':
    'Lists take limit (at most 100) and after, the id of the last item. has_more says whether to go on. There are no page numbers.',
  'api/idempotency':
    'POST requests take an Idempotency-Key header, kept for 24 hours. The same key with the same body gets the same answer; with another body 409 idempotency_mismatch.',
  'security/two-factor':
    'Two-factor works with an authenticator app or a security key. SMS is not offered. There are ten recovery codes, each for one use. An owner can reset it for a member. An owner who lost it goes through an identity check, which takes up to 3 business days.',
  'security/password':
    'A reset link is valid for 30 minutes and for one use. After five failed attempts the sign-in is locked for 15 minutes. A new password signs out all other devices.',
  'security/sessions':
    'Settings → Security → Devices lists every signed-in device and signs out any of them. The audit log is kept for 90 days on Growth and one year on Scale; Starter has none.',
  'security/sso':
    'SAML 2.0 single sign-on is part of Scale. SCIM is not offered. Owners can always sign in by password, so that nobody is locked out.',
  'security/phishing':
    'Harbor never asks for a password or a code by mail, phone or chat. Our mails end in @harbor.example. Forward anything else to report@harbor.example, and change the password if it was entered.',
  'security/data':
    'A shop’s data is stored in the EU (Frankfurt) or the US (Ohio), chosen when the shop is made; it cannot be moved later. A request for deletion is done within 30 days; invoices are kept as long as the law says. Card numbers never reach Harbor’s servers. A data processing agreement is under Settings → Legal.',
  'account/cancel':
    'The owner cancels under Settings → Plan → Cancel. It takes effect at the end of the paid period. For 60 days afterwards everything can be exported, then it is deleted. Until then the owner can come back with one click.',
  'account/pause':
    'A shop on a monthly plan can be paused for $5 a month, for up to three months in a row. Visitors see a “closed for now” page, the API is read only, and products stay as they are.',
  'account/transfer':
    'The owner names a new owner under Settings → Team → Make owner; the new owner confirms within 72 hours. Bank details have to be entered again. There is one owner for a shop.',
  'limits/plans':
    'Starter / Growth / Scale: products 100 / 2,500 / no limit; team members 2 / 8 / 25; storage 5 / 50 / 500 GB; locations 1 / 3 / 20. Another seat costs $8 a month on Growth and Scale. Past a limit nothing is deleted; adding is blocked.',
  'limits/imports':
    'An import takes a CSV of up to 5,000 lines or 20 MB, one at a time. Images are fetched from URLs. Lines with errors are skipped and listed in a report.',
  'limits/emails':
    'Newsletters: 500 mails a month on Starter, 10,000 on Growth, 100,000 on Scale. Order mails do not count. Unused mails do not carry over.',
  'store/domains':
    'For an own domain, point www by CNAME to shops.harbor.example and add the domain under Settings → Domains. DNS can take up to 48 hours; the certificate follows within an hour.',
  'store/discounts':
    'Codes take a percentage, an amount, or the shipping off. One code an order. Combining a code with an automatic discount needs “stackable”, on Growth and Scale. Codes are not case-sensitive.',
} as const satisfies Record<string, string>;

export type DocumentId = keyof typeof helpCenter;
