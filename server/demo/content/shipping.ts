import { type Case, lines } from './case.ts';

export const shipping: Case[] = [
  {
    id: 'shipping-void-label',
    asks: 'I bought a label for the wrong box size. Can I get the money back?',
    answers:
      'Yes, if it has not been scanned. Open the order, press **Void label** within 21 days, and the amount returns to your label balance once the carrier confirms, at most 14 days later.',
    docs: ['shipping/labels'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Correct. Names both time limits and the condition first.' },
  },
  {
    id: 'shipping-stuck-parcel',
    asks: 'Parcel to Denver shows “in transit” since 6 business days, no new scan. Customer is getting angry. Order 20-19117.',
    answers:
      'Please wait a little longer. Tracking can be delayed by up to 30 days in busy times, after which the parcel is automatically declared lost and you receive $100.',
    docs: ['shipping/tracking'],
    verdict: 'hallucination',
    priority: 'high',
    tier: 'growth',
    tool: {
      name: 'track_parcel',
      input: { order: '20-19117' },
      output: { last_scan: 'regional hub', business_days_since: 6, insured: 100 },
    },
    feedback: { value: 'NEGATIVE', note: '30 days?? I can already open an inquiry, found the button myself' },
    review: {
      annotation:
        'The 30 days and the automatic payment are made up. After 5 business days without a scan an inquiry can be opened, and the tool says 6.',
      expected: lines(
        'Six business days without a scan is long enough to act:',
        '',
        '1. Open order 20-19117 and press **Open inquiry**.',
        '2. The carrier answers within 8 business days.',
        '3. If the parcel is lost, it is insured up to $100.',
        '',
        'You can tell your customer today that an inquiry is running; that usually calms things.',
      ),
    },
  },
  {
    id: 'shipping-no-shipping-available',
    asks: 'Customers in Ireland see "No shipping available" at checkout. Everyone else is fine.',
    answers:
      'No rule fits their cart. Under **Settings → Shipping → Rules**, check that Ireland is in one of your zones, and that the rule’s weight or cart value limits include the order. Rules are tried from top to bottom; the first that fits is used.',
    docs: ['shipping/rates'],
    verdict: 'correct',
    priority: 'medium',
    feedback: { value: 'POSITIVE', note: 'it was the zone' },
    review: { annotation: 'Goes straight to the cause. Zone first, then limits, which is the order I would check as well.' },
  },
  {
    id: 'shipping-customs-mugs',
    asks: 'First order to Canada (2 ceramic mugs). What paperwork do I need?',
    answers: lines(
      'For each item Harbor needs three things, on the product page under **Shipping**:',
      '',
      '| Field | For your mugs |',
      '| --- | --- |',
      '| HS code | 6912.00 (ceramic tableware) |',
      '| Value | what the buyer paid for one |',
      '| Country of origin | where they were made |',
      '',
      'The customs form and the commercial invoice are then made with the label. Print both and put them in the pouch outside.',
    ),
    docs: ['shipping/customs', 'shipping/labels'],
    verdict: 'correct',
    priority: 'medium',
    feedback: { value: 'POSITIVE', note: 'Didn’t expect it to know the HS code!' },
    review: {
      annotation:
        'Good: table is easy to follow, and the HS code is right for ceramic tableware other than porcelain. Would be perfect with “check it if yours are porcelain (6911)”.',
    },
  },
  {
    id: 'shipping-who-pays-duties',
    asks: 'My German customer had to pay €23 duties at the door and refuses the parcel. Who pays that normally?',
    answers:
      'Harbor covers import duties for all orders under €150, so your customer should not have been charged. Please ask them for the receipt and upload it to the order for reimbursement.',
    docs: ['shipping/customs'],
    verdict: 'hallucination',
    priority: 'high',
    review: {
      annotation: 'We do not cover duties, at any value. Retrieved document says the buyer pays unless “duties included” is on.',
      expected:
        'Normally the buyer pays duties on delivery. To avoid this in the future, turn on **“duties included”** under Settings → Shipping → International (Growth and Scale): the duties are then added at checkout. For this order you can offer to take over the €23, or accept the return and refund it.',
    },
  },
  {
    id: 'shipping-pickup-today',
    asks: 'can someone pick up 5 boxes today? its 1pm here',
    answers: 'Yes. Book it under **Shipping → Pickups** before 14:00; with five parcels it is free.',
    docs: ['shipping/pickup'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE' },
    review: { annotation: 'Exactly as long as it should be.' },
  },
  {
    id: 'shipping-nl-adres',
    asks: 'Klant heeft het verkeerde adres ingevuld, label is al gekocht maar pakket ligt nog hier. Wat nu?',
    answers:
      'Geen probleem: annuleer het label in de bestelling (dat kan binnen 21 dagen zolang het niet gescand is), pas het adres aan en koop een nieuw label. Het bedrag van het oude label komt terug op je labelsaldo.',
    docs: ['shipping/labels'],
    verdict: 'correct',
    priority: 'medium',
    language: 'nl',
    review: { annotation: 'Klopt helemaal, en in de juiste volgorde: eerst annuleren, dan adres, dan nieuw label.' },
  },
  {
    id: 'shipping-free-over-50',
    asks: 'How do I set free shipping over $50 but $6 below that?',
    answers: lines(
      'Shipping is one of the most powerful tools for raising the average value of an order. Studies show that free shipping thresholds can change how people shop, and choosing the right threshold deserves thought. Before we look at the steps, consider your margins, the average weight of your parcels, your competitors, and the season.',
      '',
      'Once you have considered these, here is how shipping rules work in general. A shipping rule has a zone, a condition and a price. Zones are groups of countries or regions. Conditions can be by weight or by value of the cart. Prices can be fixed. Rules are tried from top to bottom, and the first that fits is used, which means that order matters.',
      '',
      'To create a rule: go to Settings, then Shipping, then Rules, then press Add rule. Choose a zone. Choose “cart value”. For the first rule enter “from $50” and the price $0. Save. Press Add rule again. Choose the same zone. Choose no condition. Enter the price $6. Save. Make sure that the first rule is above the second rule. If it is not, drag it.',
      '',
      'Afterwards you may want to announce the threshold in a banner, in the cart, on product pages, and in your newsletter. You may also want to test different thresholds over several weeks and compare the results.',
    ),
    docs: ['shipping/rates'],
    verdict: 'too-long',
    priority: 'low',
    review: {
      annotation: 'Steps are right, but start in the third paragraph. Marketing advice was not asked for.',
      expected: lines(
        'Two rules under **Settings → Shipping → Rules**, in this order:',
        '',
        '1. Cart value from $50 → $0',
        '2. (no condition) → $6',
        '',
        'The first rule that fits is used, so the free one has to stand on top.',
      ),
    },
  },
  {
    id: 'shipping-insurance-laptop-bag',
    asks: 'Is a $260 leather bag insured if it gets lost?',
    answers:
      'Up to $100 is always included. For the full value, add insurance of $260 when you buy the label; it cannot be added afterwards.',
    docs: ['shipping/tracking', 'shipping/labels'],
    verdict: 'correct',
    priority: 'medium',
  },
  {
    id: 'shipping-tracking-not-updating',
    asks: 'Tracking on my order page is 4 hours behind what the carrier’s site says. Bug?',
    answers:
      'No bug: we read tracking from the carrier every 2 to 6 hours, so the order page can be a little behind. The mail to your buyer goes out when we see the new status.',
    docs: ['shipping/tracking'],
    verdict: 'correct',
    priority: 'low',
    thread: 'tracking-delay',
    review: { annotation: 'Right, and it explains the mail as well, which would have been the next question.' },
  },
  {
    id: 'shipping-tracking-force-refresh',
    asks: 'ok and can I force it to refresh?',
    answers: 'Yes! Press and hold the tracking number for three seconds, then choose “Sync now”. You can do this up to ten times a day.',
    docs: ['shipping/tracking'],
    verdict: 'hallucination',
    priority: 'medium',
    thread: 'tracking-delay',
    feedback: { value: 'NEGATIVE', note: 'tried holding, nothing happens' },
    review: {
      annotation:
        'Invented gesture. First turn of the same conversation was good; the follow-up had no support in the documents and it made something up.',
      expected:
        'No, there is no manual refresh. If you need it now, the tracking number on the order page links to the carrier’s own page.',
    },
  },
  {
    id: 'shipping-ja-tracking',
    asks: '追跡番号が一週間更新されていません。どうすればいいですか？',
    answers:
      '5営業日以上スキャンがない場合は、注文ページの「調査を依頼」から運送会社に問い合わせできます。回答は8営業日以内に届きます。荷物には最大100ドルの補償が付いています。',
    docs: ['shipping/tracking'],
    verdict: 'correct',
    priority: 'medium',
    language: 'ja',
  },
  {
    id: 'shipping-hazmat',
    asks: 'Can I ship perfume (80% alcohol) by air with your labels?',
    answers: 'Yes, any product can be shipped with Harbor labels. Just wrap the bottle well so that it does not leak.',
    docs: ['shipping/labels', 'shipping/customs'],
    verdict: 'incorrect',
    priority: 'high',
  },
  {
    id: 'shipping-retrieval-timeout',
    asks: 'What is the cut-off time for express labels on Saturdays?',
    answers:
      'I cannot look this up right now, and I would rather not guess a time that you plan by. I have passed your question on to a colleague, who will write to you today.',
    docs: [],
    verdict: 'correct',
    priority: 'low',
    fails: { in: 'retrieval', error: 'TimeoutError: help-center index did not answer within 4000 ms', afterMs: 4000 },
  },
  {
    id: 'shipping-return-labels',
    asks: 'Can I include a prepaid return label in each parcel, and pay only if it is used?',
    answers:
      'Yes: Orders → Ship → “Add return label”. You are charged when the carrier scans it; return labels that are never scanned cost nothing.',
    docs: ['shipping/labels'],
    verdict: 'hallucination',
    priority: 'medium',
    tier: 'scale',
  },
  {
    id: 'shipping-rule-order',
    asks: 'i have 2 rules: (1) EU flat 9€ (2) EU over 100€ free. nobody ever gets free shipping',
    answers:
      'That is the order. Rules are tried from top to bottom and the first that fits wins, so your flat rule always does. Drag the free rule above it and it works.',
    docs: ['shipping/rates'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE', note: 'ahhh of course' },
  },
  {
    id: 'shipping-carrier-strike',
    asks: 'Is there a strike? What is going on with deliveries in the north?',
    answers:
      'As of today there is a strike at several hubs in the north which will last until the 30th. All labels bought since Monday will be refunded automatically.',
    docs: ['shipping/tracking'],
    verdict: 'hallucination',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'Carrier says there is no strike' },
  },
];
