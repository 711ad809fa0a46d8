namespace Headroom.Privacy.Operators;

/// <summary>Which characters a mask covers; the same six kinds as in Apache ShardingSphere.</summary>
public enum MaskKind
{
    /// <summary>All but the first and the last so many; a value no longer than both stays as it is.</summary>
    KeepFirstLast,

    /// <summary>All but those of a range.</summary>
    KeepRange,

    /// <summary>Those of a range.</summary>
    MaskRange,

    /// <summary>The first and the last so many; all of a value no longer than both.</summary>
    MaskFirstLast,

    /// <summary>All behind the first occurrence of some characters.</summary>
    MaskAfter,

    /// <summary>All before the first occurrence of some characters.</summary>
    MaskBefore,
}
