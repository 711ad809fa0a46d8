using Headroom.Exchange.Agreements;

namespace Headroom.Exchange.Journal;

/// <summary>A party proposes an agreement, and signs it by that.</summary>
/// <param name="Terms">Its terms.</param>
public sealed record Proposed(AgreementTerms Terms) : ExchangeEvent;

/// <summary>A party puts other terms in the place of those that count; all others have to sign again.</summary>
/// <param name="Agreement">Which.</param>
/// <param name="Version">The version that is replaced.</param>
/// <param name="Terms">The terms, with the same parties.</param>
public sealed record Countered(string Agreement, string Version, AgreementTerms Terms) : ExchangeEvent;

/// <summary>A party signs.</summary>
/// <param name="Agreement">Which.</param>
/// <param name="Version">The version that he read.</param>
public sealed record Agreed(string Agreement, string Version) : ExchangeEvent;

/// <summary>A party says no, or ends what is in force.</summary>
/// <param name="Agreement">Which.</param>
/// <param name="Version">The version that he read.</param>
public sealed record Ended(string Agreement, string Version) : ExchangeEvent;

/// <summary>The payer takes back what is left, when nothing can be reported any more.</summary>
/// <param name="Agreement">Which.</param>
public sealed record Closed(string Agreement) : ExchangeEvent;

/// <summary>The operator received money for an owner.</summary>
/// <param name="Owner">Key of the owner, as a word.</param>
/// <param name="Currency">Code of the currency.</param>
/// <param name="Micro">Millionths, above 0.</param>
/// <param name="Reference">What the bank calls it; the same one counts once.</param>
public sealed record Deposited(string Owner, string Currency, long Micro, string Reference) : ExchangeEvent;

/// <summary>The operator paid money out to an owner.</summary>
/// <param name="Owner">Key of the owner, as a word.</param>
/// <param name="Currency">Code of the currency.</param>
/// <param name="Micro">Millionths, above 0.</param>
/// <param name="Reference">What the bank calls it; the same one counts once.</param>
public sealed record PaidOut(string Owner, string Currency, long Micro, string Reference) : ExchangeEvent;

/// <summary>Compute's owner says what a job took.</summary>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="GpuSeconds">What it took, above 0.</param>
/// <param name="Evidence">Digest of what shows it.</param>
public sealed record Reported(string Agreement, string Job, long GpuSeconds, string Evidence) : ExchangeEvent;

/// <summary>What was reported is paid: the payer agrees, or his time to object is over.</summary>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Job">Name of the job.</param>
public sealed record Settled(string Agreement, string Job) : ExchangeEvent;

/// <summary>The payer objects to what was reported.</summary>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="Evidence">Digest of what shows it.</param>
public sealed record Disputed(string Agreement, string Job, string Evidence) : ExchangeEvent;

/// <summary>The operator decides a dispute.</summary>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="GpuSeconds">What is paid, from 0 to what was reported.</param>
public sealed record Resolved(string Agreement, string Job, long GpuSeconds) : ExchangeEvent;
