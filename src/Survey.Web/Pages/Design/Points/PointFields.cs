using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Points;

/// <summary>The fields that making and editing a point share.</summary>
public sealed record PointFields(StaffPage Page, PointInput Input, IReadOnlyList<ServiceChoice> Services);
