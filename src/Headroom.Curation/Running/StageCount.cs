namespace Headroom.Curation.Running;

/// <summary>Documents that a stage removed for one reason.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Reason">Name of the rule.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Bytes">Bytes of their text, as the stage saw it.</param>
public sealed record StageCount(string Stage, string Reason, long Documents, long Bytes);
