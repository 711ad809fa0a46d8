namespace Headroom.Privacy.Masking;

/// <summary>Where in a masked file a value stands that looks like what it replaced.</summary>
/// <param name="Record">Record, from 0.</param>
/// <param name="Field">Path of the field; empty for plain text.</param>
/// <param name="Entity">Entity of what was replaced.</param>
/// <param name="Start">First byte of the masked field's value in UTF-8, without escapes.</param>
/// <param name="End">The byte after the last.</param>
internal readonly record struct Placement(long Record, string Field, string Entity, int Start, int End);
