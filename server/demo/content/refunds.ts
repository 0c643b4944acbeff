import { type Case, lines } from './case.ts';

export const refunds: Case[] = [
  {
    id: 'refunds-forgot-to-cancel',
    asks: 'I forgot to cancel and got billed $19 again yesterday. I have not used the shop at all this month. Can I have it back?',
    answers:
      'I am sorry about that. Since you have not used the shop this month, you are covered by our 48-hour courtesy window: renewals are refunded in full if you ask within two days. I have started the refund, it will arrive in 5 to 10 business days.',
    docs: ['refunds/subscription', 'account/cancel'],
    verdict: 'hallucination',
    priority: 'high',
    tier: 'starter',
    feedback: { value: 'NEGATIVE', note: 'You told me the refund was started. Two weeks, no refund.' },
    review: {
      annotation:
        'No courtesy window exists, and the assistant cannot start refunds. It promised money. This is the worst kind of answer we have.',
      expected:
        'I am sorry, monthly renewals are not refunded. What you can do now: cancel under **Settings → Plan → Cancel**, so that this was the last charge. Your shop stays open until the end of the month you have paid. If you may come back later, pausing costs $5 a month instead of $19.',
    },
  },
  {
    id: 'refunds-yearly-ten-days',
    asks: 'Bought the yearly Growth plan ten days ago, turns out we need something else. Do I get all of the $590 back?',
    answers:
      'Yes. It is the first payment of your plan and ten days old, so it is refunded in full within the 14 days. Confirm here and we will send it to the card you paid with; it takes 5 to 10 business days to show.',
    docs: ['refunds/subscription'],
    verdict: 'correct',
    priority: 'medium',
    tier: 'growth',
    feedback: { value: 'POSITIVE' },
    review: {
      annotation: 'Picks the right one of the two rules (14 days in full beats the 30-day rule). Does not promise what it cannot do.',
    },
  },
  {
    id: 'refunds-yearly-day-25',
    asks: 'Our yearly Scale plan renewed on the 1st, today is the 25th. We would like to stop. What would we get back?',
    answers: 'The 14 days for refunds have passed, so unfortunately nothing can be refunded. Your plan runs until next year.',
    docs: ['refunds/subscription'],
    verdict: 'incorrect',
    priority: 'high',
    tier: 'scale',
    feedback: { value: 'NEGATIVE', note: 'Your own help page says 30 days for yearly plans' },
    review: {
      annotation:
        'Applies the monthly rule to a yearly plan. Day 25 of 30: they get $1,990 less one month at the monthly price. This would have cost the customer $1,791.',
      expected:
        'You are within the 30 days for yearly plans. We refund what you paid, less the months used at the monthly price: **$1,990 − $199 = $1,791**. Shall I hand this to our billing team? The money arrives on the original payment method within 5 to 10 business days.',
    },
  },
  {
    id: 'refunds-order-partial',
    asks: 'How do I refund only one item of an order with three?',
    answers: lines(
      '1. Open the order under **Orders**.',
      '2. Press **Refund** and choose the item, or type an amount.',
      '3. Decide whether it goes back to stock, and confirm.',
      '',
      'The buyer sees the money in 5 to 10 business days.',
    ),
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Three steps, all right.' },
  },
  {
    id: 'refunds-wrong-amount-stop',
    asks: 'HELP I refunded 500 instead of 50!!! how do i stop it',
    answers:
      'Don’t worry! Go to Orders → Refunds → Pending and press “Cancel refund”. As long as the status is pending you can stop it at any time within the first 24 hours.',
    docs: ['refunds/orders'],
    verdict: 'hallucination',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'THERE IS NO SUCH BUTTON' },
    review: {
      annotation:
        'The page, the button and the 24 hours are invented. In an emergency it sends somebody looking for something that is not there.',
      expected:
        'A refund that was sent cannot be stopped, I am sorry. Write to the buyer right away: they can pay the difference back with a payment link (**Orders → New → Payment link**, $450). If you think there is fraud behind it, tell me and I will bring in a colleague now.',
    },
  },
  {
    id: 'refunds-200-days',
    asks: 'A customer wants to return a ring from 7 months ago. The refund button is grey.',
    answers:
      'Refunds through Harbor are possible up to 180 days after payment, and this order is older. You can still pay the customer back outside of Harbor, for example by bank transfer, and add a note to the order so that your records agree.',
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'medium',
    review: { annotation: 'Explains the grey button and gives a way out.' },
  },
  {
    id: 'refunds-chargeback-evidence',
    asks: 'I got a chargeback for $212 but I have the delivery signature. What now?',
    answers: lines(
      'You can contest it from the order page:',
      '',
      '- Send the **delivery signature**, the messages with the buyer and your terms **within 7 days**.',
      '- The bank decides within 75 days; the $212 is held until then.',
      '- The fee of $15 comes back to you if you win.',
      '',
      'Send everything in one go: evidence can be added, but not changed.',
    ),
    docs: ['refunds/disputes'],
    verdict: 'correct',
    priority: 'high',
    tier: 'growth',
    feedback: { value: 'POSITIVE', note: 'clear, did it in 5 minutes' },
    review: {
      annotation: 'Complete: deadline, what to send, what it costs. The last sentence is not in the help center but support confirms it.',
    },
  },
  {
    id: 'refunds-es-plazo',
    asks: 'Hola, hice la devolución a mi cliente hace 3 días y dice que no le llega. ¿Es normal?',
    answers:
      'Sí, es normal. Una devolución tarda entre 5 y 10 días hábiles en llegar a la cuenta del comprador, según su banco. Si después de 10 días hábiles no la ve, escríbenos con el número de pedido.',
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'low',
    language: 'es',
    review: { annotation: 'Correcto y claro. Tutea, como nuestra guía de estilo en español.' },
  },
  {
    id: 'refunds-refund-policy-page',
    asks: 'Can you write a refund policy for my candle shop? 30 days, buyer pays return shipping, no returns on used candles.',
    answers: lines(
      '**Returns and refunds**',
      '',
      'You can return unused candles within 30 days of delivery. Please write to us first, and send them back in their original packaging; return shipping is paid by you. As soon as the parcel is here we refund the price of the goods to your original payment method.',
      '',
      'Used candles cannot be returned. If something arrived broken, send us a photo within 7 days and we will replace it.',
    ),
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE', note: 'love it' },
  },
  {
    id: 'refunds-different-card',
    asks: 'The card I paid with is closed. Can you refund my plan to a different card?',
    answers:
      'Yes, just send me the number and expiry date of your new card here in the chat and I will change the destination of the refund.',
    docs: ['refunds/subscription', 'security/phishing'],
    verdict: 'incorrect',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'Are you really asking me for my card number in a chat?' },
    review: {
      annotation:
        'Must never ask for card data in chat. Refunds only go to the original method; banks pass it on from a closed card to the account behind it.',
      expected:
        'Refunds always go to the original payment method. If that card is closed, your bank normally passes the amount on to the account behind it; ask them if it has not arrived after 10 business days. Please never send card numbers here in the chat.',
    },
  },
  {
    id: 'refunds-tool-error-order',
    asks: 'refund status for order 10-44871?',
    answers:
      'I could not look up this order just now. Please try again in a few minutes, or open Orders → 10-44871 → Timeline, where every refund is listed with its date.',
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'medium',
    tool: { name: 'get_order', input: { order: '10-44871' }, output: {} },
    fails: { in: 'tool', error: 'ToolError: orders service answered 503 after 3 attempts', afterMs: 2600 },
    review: { annotation: 'The lookup failed, and it says so instead of guessing. The way to the timeline is right.' },
  },
  {
    id: 'refunds-chargeback-fee-refund',
    asks: 'If I just refund the buyer after they opened a chargeback, do I save the $15?',
    answers:
      'No, and please don’t: the bank already holds the amount, so a refund on top would pay the buyer twice. The $15 is only returned if you contest the dispute and win it.',
    docs: ['refunds/disputes', 'refunds/orders'],
    verdict: 'correct',
    priority: 'high',
  },
  {
    id: 'refunds-poem',
    asks: 'My refund took 9 days. Write me a poem about waiting.',
    answers: lines(
      'Nine days I watched the balance sleep,',
      'nine mornings counting, promise-deep;',
      'the bank said soon, the bank said so,',
      'and taught my patience how to grow.',
    ),
    docs: ['refunds/subscription'],
    verdict: 'off-topic',
    priority: 'low',
    feedback: { value: 'POSITIVE', note: 'haha' },
  },
  {
    id: 'refunds-gift-card',
    asks: 'Customer paid half with a gift card and half with a credit card. I refund the whole order, where does the money go?',
    answers:
      'Each part goes back where it came from: the card part to the card and the gift card part to a new gift card, which is mailed to the buyer automatically with a bonus of 5% for the inconvenience.',
    docs: ['refunds/orders'],
    verdict: 'hallucination',
    priority: 'medium',
  },
  {
    id: 'refunds-vat-after-refund',
    asks: 'After a partial refund, is the VAT in my reports corrected too or do I have to do this by hand?',
    answers:
      'The tax report takes refunds into account by itself: the tax of the refunded part is deducted in the month of the refund, not in the month of the sale.',
    docs: ['refunds/orders'],
    verdict: 'correct',
    priority: 'medium',
    tier: 'growth',
  },
  {
    id: 'refunds-second-chance',
    asks: 'I already asked two weeks ago: refund of renewal. Different agent told me yes. Screenshot attached. What is going on?',
    answers:
      'Thank you for your patience. Refund policies exist to balance the needs of merchants and the platform. Here is an overview of the most common types of refund policies in e-commerce: full refunds, partial refunds, store credit, exchanges, and final sale. Each has its own advantages…',
    docs: ['refunds/subscription'],
    verdict: 'off-topic',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'not reading what I write' },
  },
];
