package grids

import (
	"encoding/json"
	"fmt"

	"github.com/paulmach/orb"
)

type feature struct {
	Type       string   `json:"type"`
	Properties any      `json:"properties"`
	Geometry   geometry `json:"geometry"`
}

type geometry struct {
	Type        string       `json:"type"`
	Coordinates orb.Geometry `json:"coordinates"`
}

// GeoJSON is the map as a FeatureCollection in WGS-84, for those who draw it.
// A feature has the properties id and name, by language.
func (m *Map) GeoJSON() ([]byte, error) {
	features := make([]feature, 0, len(m.grids))
	for _, g := range m.grids {
		features = append(features, feature{
			Type:       "Feature",
			Properties: map[string]any{"id": g.ID, "name": g.Names},
			Geometry:   geometry{g.Shape.GeoJSONType(), g.Shape},
		})
	}
	b, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
	if err != nil {
		return nil, fmt.Errorf("draw grids: %w", err)
	}
	return b, nil
}
