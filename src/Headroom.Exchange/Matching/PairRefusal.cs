namespace Headroom.Exchange.Matching;

/// <summary>Why data and compute are not brought together. In the order in which it is looked for.</summary>
public enum PairRefusal
{
    /// <summary>Both are of one owner, who needs no exchange.</summary>
    SameOwner,

    /// <summary>Their prices are in different currencies.</summary>
    Currency,

    /// <summary>No purpose is allowed by both.</summary>
    Purpose,

    /// <summary>The compute lies where the data may not be used.</summary>
    Region,

    /// <summary>The compute does not keep data as this data must be kept.</summary>
    Protection,

    /// <summary>The compute cannot show the evidence that the data asks for.</summary>
    Evidence,

    /// <summary>No model may be trained on this data at this place, for this purpose, at any time of both.</summary>
    NoModel,

    /// <summary>Every model needs more GPU-hours than a slot has.</summary>
    Hours,

    /// <summary>No training would be over before one of the listings is.</summary>
    Time,

    /// <summary>It would cost more than it is worth.</summary>
    Worth,

    /// <summary>At least one of them does better elsewhere.</summary>
    Outbid,
}
