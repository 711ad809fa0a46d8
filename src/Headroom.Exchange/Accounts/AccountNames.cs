using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Accounts;

/// <summary>What accounts are called.</summary>
public static class AccountNames
{
    /// <summary>Everything outside the exchange: where deposits come from.</summary>
    public const string Outside = "outside";

    /// <summary>An owner's, by his whole key.</summary>
    public static string Owner(PublicKey key) => $"owner:{key}";

    /// <summary>What was set aside for an agreement.</summary>
    public static string Escrow(string agreement) => $"escrow:{agreement}";

    /// <summary>What was reported under an agreement and not settled yet.</summary>
    public static string Pending(string agreement) => $"pending:{agreement}";
}
