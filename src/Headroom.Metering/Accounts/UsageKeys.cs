namespace Headroom.Metering.Accounts;

/// <summary>By what use is told apart.</summary>
[Flags]
public enum UsageKeys
{
    /// <summary>By nothing: one sum.</summary>
    None = 0,

    /// <summary>By tenant.</summary>
    Tenant = 1,

    /// <summary>By chip model.</summary>
    Chip = 2,

    /// <summary>By region.</summary>
    Region = 4,

    /// <summary>By job.</summary>
    Job = 8,

    /// <summary>By day of the calendar.</summary>
    Day = 16,
}
