using Headroom.Privacy.Rules;

namespace Headroom.Privacy.Masking;

/// <summary>A finding and where it is.</summary>
/// <param name="File">File as it was named.</param>
/// <param name="Record">Record, from 0; the line of names of separated values is none.</param>
/// <param name="Field">Path of the field, such as <c>user.phones[0]</c>; empty for plain text.</param>
/// <param name="Rule">What found it.</param>
/// <param name="Start">First byte of the field's value in UTF-8, without escapes.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="StartUtf16">The same as <paramref name="Start"/> in units of UTF-16.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
public readonly record struct FieldFinding(
    string File, long Record, string Field, Rule Rule, int Start, int End, int StartUtf16, float Score);
