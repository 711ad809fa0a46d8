using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Layout;

/// <summary>What every page is told beside its content.</summary>
/// <param name="Texts">In which language.</param>
/// <param name="Section">Which entry of the navigation it belongs to.</param>
/// <param name="Address">Path and query, without language and theme.</param>
/// <param name="Theme">Light, dark, or as the system is set.</param>
/// <param name="Bearer">Name of the token; empty when nobody is signed in.</param>
/// <param name="Tenant">Whom it speaks for; empty for all.</param>
/// <param name="MayChange">Whether it may change jobs.</param>
/// <param name="MayPlan">Whether it may try other policies.</param>
/// <param name="IsFragment">Whether only what changes is asked for.</param>
public sealed record Frame(
    Texts Texts, Section Section, string Address, Theme Theme, string Bearer, string Tenant, bool MayChange,
    bool MayPlan, bool IsFragment)
{
    /// <summary>The server, as commands name it.</summary>
    public string Server { get; init; } = "";

    /// <summary>The address with one setting more.</summary>
    public string With(string key, string value) =>
        $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{key}={Uri.EscapeDataString(value)}";
}

/// <summary>Entries of the navigation.</summary>
public enum Section
{
    None,
    Overview,
    Jobs,
    Timeline,
    FairShare,
    Nodes,
    Gap,
    Size,
    WhatIf,
    Exchange,
}

/// <summary>Colours of the pages.</summary>
public enum Theme
{
    System,
    Light,
    Dark,
}
