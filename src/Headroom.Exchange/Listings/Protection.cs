namespace Headroom.Exchange.Listings;

/// <summary>How data is kept from those who compute on it.</summary>
public enum Protection
{
    /// <summary>What tells of people was masked before it leaves.</summary>
    Masked,

    /// <summary>It is sealed, and opened for one job alone, in memory.</summary>
    Sealed,

    /// <summary>It does not leave: only sums of updates do.</summary>
    Federated,
}

/// <summary>How a base model may be specialised.</summary>
public enum Tuning
{
    /// <summary>By adapters beside its weights.</summary>
    Adapter,

    /// <summary>By changing its weights.</summary>
    Full,
}
