namespace Headroom.Server.Pages.Layout;

/// <summary>How pages hear of changes: the one place to choose.</summary>
internal static class Live
{
    /// <summary>
    /// Where changes are told as they happen; empty to ask every two seconds instead.
    /// </summary>
    public const string Events = "";
}
