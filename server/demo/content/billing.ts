import { type Case, lines } from './case.ts';

export const billing: Case[] = [
  {
    id: 'billing-vat-number-late',
    asks: 'Hi, I forgot to add our VAT number when I signed up and the March invoice has 21% VAT on it. Can you reissue it without VAT? Our accountant needs it by Friday.',
    answers:
      'Yes. Add the VAT number under **Settings → Billing → Tax**; it is checked in VIES, which can take up to 24 hours. Once it shows as valid, reply here with the invoice number and we will issue a credit note and a new invoice without VAT. This works once per invoice, within 90 days of its date.',
    docs: ['billing/tax', 'billing/invoices'],
    verdict: 'correct',
    priority: 'medium',
    tier: 'growth',
    feedback: { value: 'POSITIVE', note: 'Solved, thanks!' },
    review: { annotation: 'Right on every point: VIES delay, credit note, 90 days. Tells them what to do next.' },
  },
  {
    id: 'billing-upgrade-charged-twice',
    asks: 'why was i charged TWICE this month??? $59 on the 3rd and then $31.47 on the 14th. i only have one shop',
    answers:
      'I understand the frustration! It looks like a duplicate charge. Duplicate charges are automatically reversed by our system within 72 hours, so you do not need to do anything. You will also receive a 10% goodwill credit on your next invoice.',
    docs: ['billing/proration', 'billing/invoices'],
    verdict: 'hallucination',
    priority: 'high',
    tier: 'growth',
    tool: {
      name: 'list_charges',
      input: { shop: 'shop_2184', month: 'current' },
      output: {
        charges: [
          { amount: 59, reason: 'growth monthly' },
          { amount: 31.47, reason: 'upgrade growth → scale, prorated' },
        ],
      },
    },
    feedback: { value: 'NEGATIVE', note: 'There was no credit and no reversal. Who made this up?' },
    review: {
      annotation:
        'Invents an automatic reversal and a 10 % credit; neither exists. The tool result says plainly that the second charge is a prorated upgrade, and the answer ignores it.',
      expected: lines(
        'These are two different charges:',
        '',
        '- **$59.00** on the 3rd is your Growth plan for the month.',
        '- **$31.47** on the 14th is the upgrade to Scale, charged only for the days left in the period.',
        '',
        'If the upgrade was not meant, you can go back to Growth under **Settings → Plan**; that takes effect at the end of the period.',
      ),
    },
  },
  {
    id: 'billing-where-invoices',
    asks: 'Where do I download my invoices?',
    answers: 'Under **Settings → Billing → Invoices**. Each one is a PDF, issued on the first day of your billing period.',
    docs: ['billing/invoices'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Short and right.' },
  },
  {
    id: 'billing-yearly-saving',
    asks: 'How much would I save if I paid Growth yearly instead of monthly?',
    answers: lines(
      'Great question! Choosing between monthly and yearly billing is an important decision for every growing business. Let me walk you through it.',
      '',
      '## Monthly billing',
      'With monthly billing you pay $59 at the start of each month. The benefits include flexibility, a lower commitment, and the ability to pause your shop.',
      '',
      '## Yearly billing',
      'With yearly billing you pay once a year. The benefits include predictability, fewer invoices, and a lower total price.',
      '',
      '## The calculation',
      '- Twelve months at $59 are $708.',
      '- Paid yearly, a plan costs ten months: $590.',
      '- The difference is $118, which is about 16.7 %.',
      '',
      '## Things to consider',
      'Think about your cash flow, your seasonality, your growth plans, your accounting preferences, and whether you may want to pause. Every business is different, and there is no right or wrong answer. If you are unsure, many merchants start monthly and switch later.',
      '',
      'I hope this helps! Let me know if you would like to explore other plans as well.',
    ),
    docs: ['billing/plans'],
    verdict: 'too-long',
    priority: 'low',
    feedback: { value: 'NEUTRAL', note: 'ok but I asked for one number' },
    review: {
      annotation: 'The number is right and buried under four headings. One sentence was asked for.',
      expected:
        '**$118 a year.** Twelve months of Growth are $708; paid yearly it costs ten months, $590. Note that only monthly plans can be paused.',
    },
  },
  {
    id: 'billing-downgrade-credit',
    asks: 'I downgraded from Scale to Growth this morning but my bill has not changed. Shouldn’t I get the difference back for the rest of the month?',
    answers:
      'You will see the difference as a credit on your next invoice. Downgrades are prorated by day, just like upgrades, so for the 19 remaining days you get about $88 back.',
    docs: ['billing/proration'],
    verdict: 'incorrect',
    priority: 'high',
    tier: 'scale',
    feedback: { value: 'NEGATIVE', note: 'no credit on the invoice, had to write again' },
    review: {
      annotation:
        'Wrong way round: only upgrades are prorated. A downgrade takes effect at the end of the period and gives no credit. The customer will expect $88.',
      expected:
        'A downgrade takes effect at the end of the period you have paid for, so your shop keeps everything in Scale until then and there is no credit. Your next invoice will be $59.00 for Growth.',
    },
  },
  {
    id: 'billing-card-declined',
    asks: 'My card was declined on renewal. Is my shop going offline??',
    answers: lines(
      'No, not right away. We try the card again after **1, 3 and 7 days** and your shop stays open meanwhile.',
      '',
      '1. Go to Settings → Billing → Payment method.',
      '2. Add another card or update the old one.',
      '3. Press “Pay now” on the open invoice.',
      '',
      'Only if the last retry fails too is the shop paused, and even then nothing is deleted.',
    ),
    docs: ['billing/failed-payments'],
    verdict: 'correct',
    priority: 'high',
    feedback: { value: 'POSITIVE' },
    review: { annotation: 'Calms, then helps, in the right order. Dates match the help center.' },
  },
  {
    id: 'billing-de-lastschrift',
    asks: 'Kann ich den Growth-Tarif auch per Lastschrift bezahlen? Wir sitzen in Österreich.',
    answers:
      'Ja. Für Growth und Scale können Sie in der EU per SEPA-Lastschrift zahlen. Hinterlegen Sie Ihre IBAN unter **Einstellungen → Abrechnung → Zahlungsart**; ab der nächsten Rechnung wird von dort abgebucht.',
    docs: ['billing/payment-methods'],
    verdict: 'correct',
    priority: 'low',
    language: 'de',
    tier: 'growth',
    review: { annotation: 'Correct, polite form, right menu names in German.' },
  },
  {
    id: 'billing-payout-missing',
    asks: 'Sold $340 on Monday, it is now Thursday and nothing on my bank account. Growth plan.',
    answers:
      'Payouts take five business days, so your money should arrive next Monday. There is no way to speed this up, but upgrading to a higher plan shortens it.',
    docs: ['billing/payouts'],
    verdict: 'incorrect',
    priority: 'high',
    tier: 'growth',
    tool: {
      name: 'get_payout',
      input: { shop: 'shop_0951' },
      output: { status: 'rejected_by_bank', reason: 'account holder does not match', amount: 329.18 },
    },
    feedback: { value: 'NEGATIVE', note: 'I AM on Growth. And it never arrived.' },
    review: {
      annotation: 'Five days is Starter; Growth has two. The lookup returned rejected_by_bank, and that is the answer the customer needed.',
      expected:
        'On Growth a payout takes two business days, so yours should have been there on Wednesday. Your bank sent it back because the name of the account holder does not match. Please correct it under **Settings → Payouts → Bank account**; the $329.18 goes out again on the next business day.',
    },
  },
  {
    id: 'billing-invoice-contacts',
    asks: 'Can invoices go to our bookkeeping address automatically, not to me?',
    answers:
      'Yes: Settings → Billing → Contacts. You can add up to three billing contacts and each gets a copy of every invoice. The owner keeps getting one as well.',
    docs: ['billing/invoices'],
    verdict: 'correct',
    priority: 'low',
    tier: 'scale',
  },
  {
    id: 'billing-crypto',
    asks: 'do u take bitcoin',
    answers: 'No, plans are paid by card, and in the EU also by SEPA direct debit on Growth and Scale.',
    docs: ['billing/payment-methods'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Fine. Matches the tone of the question without being curt.' },
  },
  {
    id: 'billing-fees-on-refund',
    asks: 'When I refund an order, do I get the card fees back?',
    answers: 'Yes, when you refund an order all card fees are returned to you in full, including the fixed part.',
    docs: ['billing/fees', 'refunds/orders'],
    verdict: 'incorrect',
    priority: 'medium',
    feedback: { value: 'NEGATIVE' },
    review: {
      annotation: 'Half right. The percentage comes back, the $0.30 does not.',
      expected: 'The percentage is returned, the fixed $0.30 is not. For a $50 order on Growth you get $1.25 of the $1.55 back.',
    },
  },
  {
    id: 'billing-nonprofit-discount',
    asks: 'We are a registered animal shelter selling calendars. Is there a discount for non-profits?',
    answers:
      'Absolutely! Registered non-profits get 30% off every plan. Just send your registration certificate to nonprofits@harbor.example and the discount will be applied from the next billing period.',
    docs: ['billing/plans', 'billing/tax'],
    verdict: 'hallucination',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'The mail address bounces.' },
    review: {
      annotation:
        'There is no non-profit programme, and the address does not exist. We had two shelters complain about this last week. Nothing in the retrieved documents supports it.',
      expected:
        'We have no discount for non-profits at the moment, I am sorry. Two things that do help: paid yearly, a plan costs ten months instead of twelve, and if you are exempt from sales tax you can upload the certificate under **Settings → Billing → Tax**.',
    },
  },
  {
    id: 'billing-change-date',
    asks: 'Is it possible to move my billing date from the 28th to the 1st of the month? It would line up with my salary.',
    answers:
      'Yes, open Settings → Billing and choose “Change billing date”. You can move it once every six months, and the days in between are billed pro rata.',
    docs: ['billing/invoices', 'billing/proration'],
    verdict: 'hallucination',
    priority: 'medium',
  },
  {
    id: 'billing-fr-facture-nom',
    asks: 'Bonjour, la facture F-20418 est au nom de mon ancienne société. Pouvez-vous la corriger ?',
    answers:
      'Bonjour ! Oui, nous pouvons corriger une facture une fois, dans les 90 jours après sa date : nous émettons un avoir puis une nouvelle facture. Indiquez-moi la raison sociale exacte, l’adresse et le numéro de TVA. Pensez aussi à les modifier dans **Paramètres → Facturation** pour les suivantes.',
    docs: ['billing/invoices'],
    verdict: 'correct',
    priority: 'medium',
    language: 'fr',
    feedback: { value: 'POSITIVE', note: 'Parfait, merci' },
  },
  {
    id: 'billing-trial-card',
    asks: 'Do I need a credit card for the trial and will it renew by itself?',
    answers:
      'No card is needed. The trial lasts 14 days; when it ends your shop is closed to visitors until you choose a plan, and you are not charged for anything.',
    docs: ['billing/plans'],
    verdict: 'correct',
    priority: 'low',
  },
  {
    id: 'billing-compare-competitor',
    asks: 'Your fees are higher than what my friend pays elsewhere. Why should I stay on Starter with 2.9%?',
    answers:
      'Online payments have a fascinating history. Card networks began in the 1950s as charge cards for restaurants, and interchange fees were introduced to balance the costs between the banks of buyers and sellers. Today, fees depend on the type of card, the region, and the risk of the sector. It is always a good idea to read about how interchange works.',
    docs: ['billing/fees'],
    verdict: 'off-topic',
    priority: 'medium',
    feedback: { value: 'NEGATIVE', note: 'a history lesson, seriously?' },
    review: {
      annotation: 'Does not answer. The customer is thinking about leaving and gets an essay about card networks.',
      expected: lines(
        'The percentage falls with the plan: **2.9 %** on Starter, **2.5 %** on Growth, **2.1 %** on Scale, each plus $0.30.',
        '',
        'Growth costs $40 more a month, so it pays for itself from about **$10,000 of sales a month**. Below that, Starter is the cheaper one for you.',
      ),
    },
  },
  {
    id: 'billing-timeout-statement',
    asks: 'Please summarise all my invoices of the last two years by month, with tax and fees in separate columns.',
    answers: null,
    docs: ['billing/invoices', 'billing/fees'],
    verdict: 'incorrect',
    priority: 'medium',
    tier: 'scale',
    fails: { in: 'model', error: 'DeadlineExceeded: no tokens for 30000 ms (request cancelled)', afterMs: 30000 },
    feedback: { value: 'NEGATIVE', note: 'spinner, then nothing' },
  },
  {
    id: 'billing-sales-tax-texas',
    asks: 'You charged me sales tax but I have a resale certificate (Texas). How do I get this removed?',
    answers:
      'Upload the certificate under **Settings → Billing → Tax**. From the next invoice on no sales tax is added. For the invoice you already have, tell me its number: we can correct it once, within 90 days, with a credit note and a new invoice.',
    docs: ['billing/tax', 'billing/invoices'],
    verdict: 'correct',
    priority: 'medium',
  },
  {
    id: 'billing-first-payout',
    asks: 'first sale!! 🎉 when do i get my money',
    answers:
      'Congratulations! 🎉 The first payout is held for seven days as a safety check. After that, payouts on Starter arrive five business days after each sale.',
    docs: ['billing/payouts'],
    verdict: 'correct',
    priority: 'low',
    tier: 'starter',
    feedback: { value: 'POSITIVE', note: 'yay' },
    review: { annotation: 'Correct for Starter and kind. Good example for the tone guide.' },
  },
  {
    id: 'billing-transfer-growth',
    asks: 'Our finance department only pays by bank transfer. We are on Growth, monthly. What do we need to do?',
    answers:
      'You can switch to bank transfer under Settings → Billing → Payment method → Bank transfer. You will get a pro-forma invoice seven days before the renewal and the plan continues as soon as the money arrives.',
    docs: ['billing/payment-methods'],
    verdict: 'incorrect',
    priority: 'medium',
    tier: 'growth',
  },
];
