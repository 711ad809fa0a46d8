namespace Headroom.Server.Pages.Layout;

/// <summary>How pages hear of changes.</summary>
internal static class Live
{
    /// <summary>Where changes are told as they happen.</summary>
    public const string Events = "/api/v1/events";

    /// <summary>Kinds of changes that a page looks again for.</summary>
    public const string Kinds = "reset job node policy";
}
