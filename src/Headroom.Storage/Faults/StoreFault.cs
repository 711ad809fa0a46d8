namespace Headroom.Storage.Faults;

/// <summary>Why a store refuses, in the words that commands and the API show.</summary>
public enum StoreFault
{
    /// <summary>The batch itself is wrong: it names a job that is not known, or goes where a job cannot go.</summary>
    Refused,

    /// <summary>Another leader has a newer epoch: whoever wrote this no longer decides.</summary>
    NewerLeader,

    /// <summary>No room is left where the database lies.</summary>
    Full,

    /// <summary>Another program holds the database.</summary>
    Locked,

    /// <summary>The database cannot be reached, or was lost in the middle.</summary>
    Unreachable,

    /// <summary>The database cannot be written to.</summary>
    ReadOnly,

    /// <summary>What is stored cannot be read: it is damaged or not ours.</summary>
    Damaged,

    /// <summary>The database was written by a newer program.</summary>
    TooNew,

    /// <summary>A migration that was applied is not the one that this program has.</summary>
    ChangedMigration,

    /// <summary>The fleet is not the one that stored events speak of.</summary>
    OtherFleet,

    /// <summary>The target of a restore holds something, or that of a backup exists.</summary>
    NotEmpty,

    /// <summary>The store was closed.</summary>
    Closed,

    /// <summary>The database was written by an older program.</summary>
    TooOld,

    /// <summary>There is a database, and it holds no store.</summary>
    NotAStore,
}
