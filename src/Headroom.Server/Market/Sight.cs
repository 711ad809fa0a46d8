using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Privacy.Keys;

namespace Headroom.Server.Market;

/// <summary>
/// What somebody sees of an exchange. Listings are for all; agreements are for their parties, and accounts for their
/// owners.
/// </summary>
/// <param name="IsAll">Whether he sees everything.</param>
/// <param name="Keys">Keys whose owner he is.</param>
internal sealed record Sight(bool IsAll, IReadOnlySet<string> Keys)
{
    /// <summary>Whether he sees an agreement.</summary>
    public bool Of(Agreement agreement) => IsAll || agreement.Terms.Parties.Signers.Any(Keys.Contains);

    /// <summary>Whether he sees an account: of what is set aside for an agreement too, where he sees that.</summary>
    public bool OfAccount(string account, ExchangeState state) => IsAll || account.Split(':', 2) switch
    {
        ["owner", var key] => Keys.Contains(key),
        ["escrow" or "pending", var agreement] => state.AgreementOf(agreement) is { } one && Of(one),
        _ => false,
    };

    /// <summary>Whether he sees an event.</summary>
    public bool Of(SignedEvent entry, string about, ExchangeState state) => IsAll || entry.Happened switch
    {
        Opened or Offered or Withdrawn => true,
        Deposited or PaidOut => Keys.Contains(about),
        _ => state.AgreementOf(about) is { } agreement && Of(agreement),
    };

    /// <summary>The account of a key's owner.</summary>
    /// <exception cref="KeyException">The word is no key.</exception>
    public static string AccountOf(string key) => AccountNames.Owner(PublicKey.Parse(key));
}
