namespace Headroom.Storage.Access;

/// <summary>One version of a text that rules the cluster, such as its policy. Versions are kept.</summary>
/// <param name="Name">Such as <c>policy</c>.</param>
/// <param name="Version">From 1, given by whoever writes it.</param>
/// <param name="At">When, in milliseconds.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">The text.</param>
public sealed record SettingVersion(string Name, long Version, long At, string Author, string Text);
